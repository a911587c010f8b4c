import { describe, expect, it } from 'vitest'
import { nearestTile } from '#lib/client/stack/nearest-tile'

/** Two rows of three, the second row one short, then a tall tile beside both. */
const PLACES = [
  { left: 0, top: 0, width: 40, height: 40 },
  { left: 44, top: 0, width: 40, height: 40 },
  { left: 88, top: 0, width: 40, height: 40 },
  { left: 0, top: 44, width: 40, height: 40 },
  { left: 44, top: 44, width: 40, height: 40 },
  { left: 132, top: 0, width: 40, height: 84 },
]

describe(nearestTile.name, () => {
  it.each([
    [0, 'ArrowRight', 1],
    [0, 'ArrowLeft', 0],
    [5, 'ArrowRight', 5],
    [1, 'ArrowDown', 4],
    [4, 'ArrowUp', 1],
    [2, 'ArrowDown', 5],
    [3, 'ArrowDown', 3],
    [0, 'ArrowUp', 0],
  ] as const)('from %i by %s leads to %i', (from, key, to) => {
    expect(nearestTile(PLACES, from, key)).toBe(to)
  })
})
