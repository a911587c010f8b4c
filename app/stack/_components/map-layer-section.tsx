import { useState } from 'react'
import { AreaTiles } from '#app/stack/_components/area-tiles'
import { ColumnTiles } from '#app/stack/_components/column-tiles'
import { MapLayerHead } from '#app/stack/_components/map-layer-head'
import type { Dragging, TileLook } from '#app/stack/_components/map-tile-button'
import { useDropTarget } from '#lib/client/stack/use-drop-target'
import type { TileActions } from '#lib/client/stack/use-tile-pointing'
import { layerHue } from '#lib/core/chart/layer-hue'
import type { LayerAreas } from '#lib/core/chart/stack/stack-areas'
import type { MapLayer, MapTile } from '#lib/core/chart/stack/stack-map'
import type { Snapshot } from '#lib/core/contract/snapshot'

interface MapLayerSectionProps {
  layer: MapLayer
  /** `null`: equal tiles in columns, which need no places of their own. */
  areas: LayerAreas | null
  snapshot: Snapshot
  look: Omit<TileLook, 'tabStop'>
  actions: TileActions
  dragging: Dragging
}

/** One layer of the map: what it does, and its tiles. A tile dragged here moves here. */
export function MapLayerSection(props: MapLayerSectionProps) {
  const { layer, areas, snapshot, look, actions, dragging } = props
  const { figures, categories } = layer
  const [lastFocused, setLastFocused] = useState<string | null>(null)
  const keys = (areas?.categories ?? categories).flatMap(({ tiles }) => tiles.map(keyOf))
  const tabStop = keys.find((key) => key === lastFocused) ?? keys[0] ?? null
  const target = useDropTarget(dragging.id, (id) => dragging.move(id, figures.id))
  const tileProps = { look: { ...look, tabStop }, actions, dragging, onFocusTile: setLastFocused }
  return (
    <section
      className={`map-layer hue-${layerHue(figures.rank)}${target.isOver ? ' drop-here' : ''}`}
      aria-label={figures.name}
      {...target.handlers}
    >
      <MapLayerHead figures={figures} snapshot={snapshot} range={look.range} />
      {areas === null ? (
        <ColumnTiles categories={categories} {...tileProps} />
      ) : (
        <AreaTiles areas={areas} {...tileProps} />
      )}
    </section>
  )
}

function keyOf(tile: MapTile | { tile: MapTile }): string {
  return 'tile' in tile ? tile.tile.key : tile.key
}
