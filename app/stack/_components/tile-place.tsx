import type { CSSProperties } from 'react'
import { MapTileButton, type TileProps } from '#app/stack/_components/map-tile-button'
import type { MapTile } from '#lib/core/chart/stack/stack-map'

interface TilePlaceProps extends TileProps {
  tile: MapTile
  style?: CSSProperties
}

/** A tile in its place, which is what a pointer drags: not every browser lets a button be dragged. */
export function TilePlace({ tile, style, look, actions, dragging, onFocusTile }: TilePlaceProps) {
  const { coingeckoId: id, slug } = tile.project
  return (
    <li
      style={style}
      draggable={dragging.canDrag(tile)}
      onDragStart={(event) => {
        event.dataTransfer.setData('text/plain', id ?? '')
        event.dataTransfer.effectAllowed = 'move'
        dragging.set(id)
      }}
      onDragEnd={() => dragging.set(null)}
    >
      <MapTileButton
        tile={tile}
        colour={look.colour}
        range={look.range}
        isPinned={look.pinned === slug}
        isTabStop={look.tabStop === tile.key}
        actions={actions}
        onFocusTile={onFocusTile}
      />
    </li>
  )
}
