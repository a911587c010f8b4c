import type { BoardInput } from '#lib/core/analytics/board/board-input'

/**
 * The same board in USD. History is in USD only, so whatever joins prices of today with history must use it;
 * `null` where USD is not refreshed.
 */
export function usdInput(input: BoardInput): BoardInput | null {
  if (input.market.currency === 'usd') return input
  if (input.usdQuotes === null) return null
  return { ...input, market: { ...input.market, currency: 'usd', quotes: input.usdQuotes } }
}
