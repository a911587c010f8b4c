import { memo } from 'react'
import { moveTileFocus } from '#lib/client/stack/move-tile-focus'
import type { TileColour } from '#lib/client/stack/stack-params'
import { tileFigure, tileGround, tileName } from '#lib/client/stack/stack-tile'
import type { TileActions } from '#lib/client/stack/use-tile-pointing'
import type { BoardRange } from '#lib/client/view/view-params'
import type { MapTile } from '#lib/core/chart/stack/stack-map'

export interface TileLook {
  colour: TileColour
  range: BoardRange
  /** Slug of the project whose panel stays open. */
  pinned: string | null
  /** Key of the layer's one tile that Tab stops at; arrows reach the others. */
  tabStop: string | null
}

/** A tile on its way to another layer. */
export interface Dragging {
  /** CoinGecko id; `null` while nothing is dragged. */
  id: string | null
  set: (id: string | null) => void
  canDrag: (tile: MapTile) => boolean
  /** `to` null takes the token out of the stack. */
  move: (id: string, to: string | null) => void
}

/** What tiles of both layouts are given. */
export interface TileProps {
  look: TileLook
  actions: TileActions
  dragging: Dragging
  onFocusTile: (key: string) => void
}

interface MapTileButtonProps {
  tile: MapTile
  colour: TileColour
  range: BoardRange
  isPinned: boolean
  isTabStop: boolean
  actions: TileActions
  onFocusTile: (key: string) => void
}

/** One project: who, its number, its colour. */
export const MapTileButton = memo(function MapTileButton(props: MapTileButtonProps) {
  const { tile, colour, range, isPinned, isTabStop, actions, onFocusTile } = props
  const { project, part, move } = tile
  const short = part === 'no-token' ? project.name : (tile.token?.symbol ?? project.symbol ?? project.name)
  return (
    <button
      type="button"
      className={`tile ${tileGround(tile, colour, range)} part-${part}${move ? ' moved' : ''}`}
      data-tile={tile.key}
      aria-label={tileName(tile, range)}
      aria-description={move && part !== 'dropped' ? 'moved here by this what-if' : undefined}
      aria-pressed={isPinned}
      tabIndex={isTabStop ? 0 : -1}
      onPointerEnter={() => actions.point(project.slug)}
      onFocus={() => {
        actions.point(project.slug)
        onFocusTile(tile.key)
      }}
      onClick={(event) => actions.choose(project.slug, event.currentTarget, event.detail === 0)}
      onKeyDown={moveTileFocus}
    >
      <span className="tile-symbol">{short}</span>
      <span className="tile-figure">{tileFigure(tile, colour, range)}</span>
    </button>
  )
})
