import type { KeyboardEvent } from 'react'
import { type ArrowKey, nearestTile } from '#lib/client/stack/nearest-tile'

const ARROWS: ReadonlySet<string> = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'])

/** Arrow keys, Home and End on a tile: focus goes to another tile of the same layer. */
export function moveTileFocus(event: KeyboardEvent<HTMLElement>): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
  const region = event.currentTarget.closest('section')
  const tiles = [...(region?.querySelectorAll<HTMLElement>('[data-tile]') ?? [])]
  const target = tiles[targetIndex(event.key, tiles, tiles.indexOf(event.currentTarget))]
  if (target === undefined) return
  event.preventDefault()
  target.focus()
}

/** -1: not a key of ours. */
function targetIndex(key: string, tiles: readonly HTMLElement[], from: number): number {
  if (key === 'Home') return 0
  if (key === 'End') return tiles.length - 1
  if (!isArrow(key)) return -1
  return nearestTile(
    tiles.map((tile) => tile.getBoundingClientRect()),
    from,
    key,
  )
}

function isArrow(key: string): key is ArrowKey {
  return ARROWS.has(key)
}
