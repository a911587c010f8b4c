import { useState } from 'react'
import type { TileProps } from '#app/stack/_components/map-tile-button'
import { TilePlace } from '#app/stack/_components/tile-place'
import { useDropTarget } from '#lib/client/stack/use-drop-target'
import type { MapTile } from '#lib/core/chart/stack/stack-map'

interface DroppedTilesProps extends Pick<TileProps, 'actions' | 'dragging'> {
  tiles: readonly MapTile[]
  look: Omit<TileProps['look'], 'tabStop'>
}

/** What a what-if took out of the stack, still there to be looked at and put back; while dragging, where to drop it. */
export function DroppedTiles({ tiles, look, actions, dragging }: DroppedTilesProps) {
  const [lastFocused, setLastFocused] = useState<string | null>(null)
  const target = useDropTarget(dragging.id, (id) => dragging.move(id, null))
  if (tiles.length === 0 && dragging.id === null) return null
  const tabStop = tiles.find(({ key }) => key === lastFocused)?.key ?? tiles[0]?.key ?? null
  return (
    <section
      className={`dropped-tiles${target.isOver ? ' drop-here' : ''}`}
      aria-label="Dropped"
      {...target.handlers}
    >
      <h2>{tiles.length === 0 ? 'Let go here to drop it from the stack' : 'Dropped from the stack'}</h2>
      <ul aria-label="Dropped projects">
        {tiles.map((tile) => (
          <TilePlace
            key={tile.key}
            tile={tile}
            look={{ ...look, tabStop }}
            actions={actions}
            dragging={dragging}
            onFocusTile={setLastFocused}
          />
        ))}
      </ul>
    </section>
  )
}
