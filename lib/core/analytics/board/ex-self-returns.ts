import type { BoardInput } from '#lib/core/analytics/board/board-input'
import { SECTOR } from '#lib/core/analytics/board/constituents'
import { entityOf, lastSlots } from '#lib/core/analytics/board/entity-closes'
import { exSelfReturn } from '#lib/core/analytics/ex-self-return'
import { simpleReturns } from '#lib/core/analytics/simple-returns'
import { DAY_MS } from '#lib/core/market/window'

export interface ExSelfWindow {
  token: string
  /** Its daily returns, oldest first, the last one up to `lastDay`. */
  returns: readonly (number | null)[]
  /** A layer's id, or `sector`. */
  layer: string
  /** 00:00 UTC, ms. */
  lastDay: number
}

/**
 * Daily returns of a layer's index without one token, at its begin-of-day weights, on the days of the token's returns.
 * On a day the index does not hold the token the layer without it is the layer itself. All `null` without an index.
 */
export function exSelfReturns(
  { token, returns, layer, lastDay }: ExSelfWindow,
  input: BoardInput,
): (number | null)[] {
  const index = input.indices.get(layer)
  const entity = entityOf(layer, layer === SECTOR ? 'id' : 'layer', input)
  if (!index || !entity) return returns.map(() => null)
  const days = returns.length
  const indexReturns = simpleReturns(lastSlots(entity, lastDay, days))
  const firstSlot = (lastDay - index.firstDay) / DAY_MS - days
  const weights = index.weights.get(token)
  return returns.map((tokenReturn, at) => {
    const weight = weights?.[firstSlot + at]
    const indexReturn = indexReturns[at] ?? null
    return weight === undefined ? indexReturn : exSelfReturn({ indexReturn, weight, tokenReturn })
  })
}
