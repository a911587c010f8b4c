import { median } from '#lib/core/analytics/median'
import { moveLimit } from '#lib/core/market/move-limit'
import type { Quote } from '#lib/core/market/quote'

/** "By more than 50 %" within 15 minutes, natural logarithms: up half as much again, down to less than half. */
const UP_LIMIT = Math.log(1.5)
const DOWN_LIMIT = Math.log(2)
const SUSPECT_SHARE = 0.2
const SUSPECT_COUNT = 5

/** Prices of a batch that moved the same way at once. */
export interface CommonMove {
  direction: 'up' | 'down'
  /** Tokens that had an accepted price before. */
  compared: number
  /** Price of each token that moved, by id. */
  movers: ReadonlyMap<string, number>
  /** Median |ln(price / price before)| of the movers. */
  size: number
}

/**
 * The move that at least a fifth of a batch's tokens, and five at least, made the same way at once by more than 50 %;
 * `null` where there is none. After a gap beyond 15 minutes a move must be larger, see `moveLimit`.
 */
export function commonMove(
  quotes: readonly Quote[],
  lastOf: (id: string) => Quote | null,
): CommonMove | null {
  const sizes = { up: [] as number[], down: [] as number[] }
  const movers = { up: new Map<string, number>(), down: new Map<string, number>() }
  let compared = 0
  for (const { id, price, lastUpdated } of quotes) {
    const last = lastOf(id)
    if (price === null || last === null || last.price === null) continue
    compared += 1
    const move = Math.log(price / last.price)
    const direction = move > 0 ? 'up' : 'down'
    const limit = moveLimit(direction === 'up' ? UP_LIMIT : DOWN_LIMIT, lastUpdated - last.lastUpdated)
    if (Math.abs(move) <= limit) continue
    sizes[direction].push(Math.abs(move))
    movers[direction].set(id, price)
  }
  const direction = sizes.up.length >= sizes.down.length ? 'up' : 'down'
  const size = median(sizes[direction])
  if (size === null || sizes[direction].length < Math.max(SUSPECT_COUNT, SUSPECT_SHARE * compared))
    return null
  return { direction, compared, movers: movers[direction], size }
}
