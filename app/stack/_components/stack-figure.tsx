import { useMemo, useState } from 'react'
import { ChartFigure } from '#app/_components/chart-figure'
import { DroppedTiles } from '#app/stack/_components/dropped-tiles'
import { MapControls } from '#app/stack/_components/map-controls'
import { MapLayerSection } from '#app/stack/_components/map-layer-section'
import { ProjectPanel } from '#app/stack/_components/project-panel'
import { TileLegend } from '#app/stack/_components/tile-legend'
import { useIsNarrow } from '#lib/client/browser/use-is-narrow'
import { whyNotMovable, withMove, withoutMove } from '#lib/client/stack/stack-moves'
import type { StackChoice } from '#lib/client/stack/stack-params'
import { mapTitle } from '#lib/client/stack/stack-tile'
import type { SetStackChoice } from '#lib/client/stack/use-stack-choice'
import { useTilePointing } from '#lib/client/stack/use-tile-pointing'
import { stackAreas } from '#lib/core/chart/stack/stack-areas'
import type { MapTile, StackMap } from '#lib/core/chart/stack/stack-map'
import { stackMapTable } from '#lib/core/chart/stack/stack-map-table'
import type { Snapshot } from '#lib/core/contract/snapshot'
import type { StackView } from '#lib/core/contract/stack-view'

interface StackFigureProps {
  map: StackMap
  stack: StackView
  snapshot: Snapshot
  choice: StackChoice
  /** Canonical, as far as it can be used; empty for the shipped mapping. */
  whatif: string
  setChoice: SetStackChoice
  /** The same in words, and its id. */
  words: { id: string; text: string }
}

/** Shapes of a treemap follow this width; areas hold at any. */
const ASSUMED_WIDTH = { wide: 960, narrow: 328 } as const

/** The map itself with the panel of the project pointed at or pinned. */
export function StackFigure(props: StackFigureProps) {
  const { map, stack, snapshot, choice, whatif, setChoice, words } = props
  const { range, mode, size, colour, project: pinned } = choice
  const isNarrow = useIsNarrow()
  const [dragged, setDragged] = useState<string | null>(null)
  const { pointed, actions, closePanel, panelRef } = useTilePointing(pinned, (project) => {
    void setChoice({ project })
  })
  const areas = useMemo(() => {
    if (mode === 'columns' && size === 'equal') return null
    const width = isNarrow ? ASSUMED_WIDTH.narrow : ASSUMED_WIDTH.wide
    return stackAreas(map.layers, { mode, size, width, isNarrow })
  }, [map, mode, size, isNarrow])
  const table = useMemo(
    () =>
      stackMapTable(map, {
        range,
        currency: snapshot.currency,
        mappingVersion: snapshot.mapping.version,
      }),
    [map, range, snapshot],
  )
  const move = (id: string, to: string | null) =>
    void setChoice({ whatif: withMove(whatif, { id, to }, stack) || null })
  const dragging = {
    id: dragged,
    set: setDragged,
    canDrag: ({ project }: MapTile) => whyNotMovable(project, whatif, stack) === null,
    move,
  }
  return (
    <div className="stack-view">
      <ChartFigure
        title={mapTitle(choice, snapshot.mapping.version)}
        asOf={snapshot.asOf}
        source={snapshot.source}
        table={table}
        controls={<MapControls choice={choice} setChoice={setChoice} />}
        describedBy={words.id}
      >
        <TileLegend colour={colour} range={range} size={size} mode={mode} />
        <div className="map-layers">
          {map.layers.map((layer, at) => (
            <MapLayerSection
              key={layer.figures.id}
              layer={layer}
              areas={areas?.[at] ?? null}
              snapshot={snapshot}
              look={{ colour, range, pinned }}
              actions={actions}
              dragging={dragging}
            />
          ))}
          <DroppedTiles
            tiles={map.dropped}
            look={{ colour, range, pinned }}
            actions={actions}
            dragging={dragging}
          />
        </div>
      </ChartFigure>
      <div className="stack-side">
        <ProjectPanel
          ref={panelRef}
          map={map}
          stack={stack}
          snapshot={snapshot}
          range={range}
          slug={pinned ?? pointed}
          isPinned={pinned !== null}
          whatif={whatif}
          onClose={closePanel}
          onMove={move}
          onUndo={(id) => void setChoice({ whatif: withoutMove(whatif, id) || null })}
        />
        <section className="stack-words" aria-labelledby={`${words.id}-title`}>
          <h2 id={`${words.id}-title`}>In words</h2>
          <p id={words.id}>{words.text}</p>
        </section>
      </div>
    </div>
  )
}
