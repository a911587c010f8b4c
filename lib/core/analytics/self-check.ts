import { isValidPrice } from '#lib/core/analytics/log-returns'
import type { TokenFlag } from '#lib/core/contract/vocabulary'
import type { Quote } from '#lib/core/market/quote'

/** Limits of the self-check ledger, as fractions. */
const CAP_TOLERANCE = 0.02
const CHANGE_TOLERANCE = 0.015
const RANGE_TOLERANCE = 0.001
const THIN_TURNOVER = 0.01
const FLAT_RUN = 3
/** Hours back in the 7-day shape that may stand for "24 hours ago": it has no times of its own. */
const SHAPE_HOURS = [22, 23, 24, 25, 26] as const

/**
 * What in a quote contradicts itself, or makes its numbers hard to trade on.
 * price × supply against market cap (2 %), reported 24 h change against the 7-day shape (1.5 points beyond every
 * price 22 to 26 h back), price against the 24 h range (0.1 %), turnover below 1 % a day, three equal daily closes.
 * A finding marks a token, it does not remove it. A check whose inputs are unknown finds nothing.
 */
export function selfCheck(quote: Quote, recentCloses: readonly (number | null)[]): TokenFlag[] {
  const flags: TokenFlag[] = []
  if (quote.marketCap === null) flags.push('no-market-cap')
  if (capMismatch(quote)) flags.push('cap-supply-mismatch')
  if (changeMismatch(quote)) flags.push('change-mismatch')
  if (outsideRange(quote)) flags.push('price-outside-range')
  if (isThin(quote)) flags.push('thin-volume')
  if (isFlat(recentCloses)) flags.push('flat-prices')
  return flags
}

function capMismatch({ price, circulatingSupply, marketCap }: Quote): boolean {
  if (price === null || circulatingSupply === null || marketCap === null) return false
  return Math.abs(price * circulatingSupply - marketCap) > CAP_TOLERANCE * marketCap
}

function changeMismatch({ price, returns, sparkline7d }: Quote): boolean {
  const change = returns['24h']
  if (price === null || change === null) return false
  const candidates = SHAPE_HOURS.map((hours) => sparkline7d[sparkline7d.length - 1 - hours]).filter(
    isValidPrice,
  )
  if (candidates.length < SHAPE_HOURS.length) return false
  const implied = candidates.map((before) => price / before - 1)
  return change < Math.min(...implied) - CHANGE_TOLERANCE || change > Math.max(...implied) + CHANGE_TOLERANCE
}

function outsideRange({ price, high24h, low24h }: Quote): boolean {
  if (price === null || high24h === null || low24h === null) return false
  return price > high24h * (1 + RANGE_TOLERANCE) || price < low24h * (1 - RANGE_TOLERANCE)
}

function isThin({ volume24h, marketCap }: Quote): boolean {
  return volume24h !== null && marketCap !== null && volume24h < THIN_TURNOVER * marketCap
}

function isFlat(closes: readonly (number | null)[]): boolean {
  let run = 1
  for (let slot = 1; slot < closes.length; slot += 1) {
    const price = closes[slot]
    run = isValidPrice(price) && price === closes[slot - 1] ? run + 1 : 1
    if (run >= FLAT_RUN) return true
  }
  return false
}
