/** Where an element stands on screen, px. */
export interface Place {
  left: number
  top: number
  width: number
  height: number
}

export type ArrowKey = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight'

/** How much worse a pixel to the side is than one ahead. */
const SIDEWAYS = 3

/**
 * Index of the place an arrow key leads to: for left and right the one before or after in reading order, for up and
 * down the nearest one lying that way. The same index when there is none.
 */
export function nearestTile(places: readonly Place[], from: number, key: ArrowKey): number {
  if (key === 'ArrowLeft') return Math.max(0, from - 1)
  if (key === 'ArrowRight') return Math.min(places.length - 1, from + 1)
  const start = places[from]
  if (start === undefined) return from
  const sign = key === 'ArrowDown' ? 1 : -1
  let best = from
  let least = Number.POSITIVE_INFINITY
  for (const [at, place] of places.entries()) {
    const ahead = sign * (middle(place).y - middle(start).y)
    // A tile of the same row is not above or below, even where sizes differ.
    if (ahead <= Math.min(start.height, place.height) / 2) continue
    const distance = ahead + SIDEWAYS * Math.abs(middle(place).x - middle(start).x)
    if (distance < least) {
      least = distance
      best = at
    }
  }
  return best
}

function middle({ left, top, width, height }: Place): { x: number; y: number } {
  return { x: left + width / 2, y: top + height / 2 }
}
