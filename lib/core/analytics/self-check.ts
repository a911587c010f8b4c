import { isValidPrice } from '#lib/core/analytics/log-returns'
import type { TokenCheck } from '#lib/core/contract/token-detail'
import type { TokenFlag } from '#lib/core/contract/vocabulary'
import type { Quote } from '#lib/core/market/quote'

/** Limits of the self-check ledger, as fractions. */
const CAP_TOLERANCE = 0.02
const CHANGE_TOLERANCE = 0.015
const RANGE_TOLERANCE = 0.001
/** Turnover of a day below which a market counts as thin. */
export const THIN_TURNOVER = 0.01
const FLAT_RUN = 3
/** Hours back in the 7-day shape that may stand for "24 hours ago": it has no times of its own. */
const SHAPE_HOURS = [22, 23, 24, 25, 26] as const

/**
 * What in a quote contradicts itself, or makes its numbers hard to trade on: the failed lines of the ledger.
 * A finding marks a token, it does not remove it. A check whose inputs are unknown finds nothing.
 */
export function selfCheck(quote: Quote, recentCloses: readonly (number | null)[]): TokenFlag[] {
  return selfCheckLedger(quote, recentCloses).flatMap(({ id, result }) => (result === 'failed' ? [id] : []))
}

/**
 * Every check of a quote against itself, one line each, with both sides of the comparison.
 * Price × supply against market cap (2 %), reported 24 h change against the 7-day shape (1.5 points beyond every
 * price 22 to 26 h back), price against the 24 h range (0.1 %), turnover below 1 % a day, three equal daily closes.
 * A check whose inputs are unknown is `unchecked`, with the first of them that is missing.
 * Example: cap 1 030, price 10, supply 100 → `cap-supply-mismatch` failed, 1 030 against 1 000.
 */
export function selfCheckLedger(quote: Quote | null, recentCloses: readonly (number | null)[]): TokenCheck[] {
  if (quote === null) return NOTHING_TO_CHECK
  return [
    hasMarketCap(quote),
    capAgainstSupply(quote),
    changeAgainstShape(quote),
    priceInsideRange(quote),
    turnover(quote),
    movingPrices(recentCloses),
  ]
}

const CHECKS = [
  'no-market-cap',
  'cap-supply-mismatch',
  'change-mismatch',
  'price-outside-range',
  'thin-volume',
  'flat-prices',
] as const satisfies readonly TokenFlag[]
const NOTHING_TO_CHECK: TokenCheck[] = CHECKS.map((id) => unchecked(id, 'no-price'))

type Compared = Pick<TokenCheck, 'reported' | 'expectedLow' | 'expectedHigh' | 'tolerance'>

function unchecked(id: TokenFlag, reason: TokenCheck['reason']): TokenCheck {
  return {
    id,
    result: 'unchecked',
    reported: null,
    expectedLow: null,
    expectedHigh: null,
    tolerance: null,
    reason,
  }
}

function checked(id: TokenFlag, isFailed: boolean, compared: Compared): TokenCheck {
  return { id, result: isFailed ? 'failed' : 'passed', ...compared, reason: null }
}

function hasMarketCap({ marketCap }: Quote): TokenCheck {
  const compared = { reported: marketCap, expectedLow: null, expectedHigh: null, tolerance: null }
  return checked('no-market-cap', marketCap === null, compared)
}

function capAgainstSupply({ price, circulatingSupply, marketCap }: Quote): TokenCheck {
  if (price === null) return unchecked('cap-supply-mismatch', 'no-price')
  if (marketCap === null) return unchecked('cap-supply-mismatch', 'no-market-cap')
  if (circulatingSupply === null) return unchecked('cap-supply-mismatch', 'no-supply')
  const implied = price * circulatingSupply
  const isFailed = Math.abs(implied - marketCap) > CAP_TOLERANCE * marketCap
  return checked('cap-supply-mismatch', isFailed, {
    reported: marketCap,
    expectedLow: implied,
    expectedHigh: implied,
    tolerance: CAP_TOLERANCE,
  })
}

function changeAgainstShape({ price, returns, sparkline7d }: Quote): TokenCheck {
  const change = returns['24h']
  if (price === null) return unchecked('change-mismatch', 'no-price')
  if (change === null) return unchecked('change-mismatch', 'no-return')
  const candidates = SHAPE_HOURS.map((hours) => sparkline7d[sparkline7d.length - 1 - hours]).filter(
    isValidPrice,
  )
  if (candidates.length < SHAPE_HOURS.length) return unchecked('change-mismatch', 'no-shape')
  const implied = candidates.map((before) => price / before - 1)
  const [low, high] = [Math.min(...implied), Math.max(...implied)]
  const isFailed = change < low - CHANGE_TOLERANCE || change > high + CHANGE_TOLERANCE
  return checked('change-mismatch', isFailed, {
    reported: change,
    expectedLow: low,
    expectedHigh: high,
    tolerance: CHANGE_TOLERANCE,
  })
}

function priceInsideRange({ price, high24h, low24h }: Quote): TokenCheck {
  if (price === null) return unchecked('price-outside-range', 'no-price')
  if (high24h === null || low24h === null) return unchecked('price-outside-range', 'no-range')
  const isFailed = price > high24h * (1 + RANGE_TOLERANCE) || price < low24h * (1 - RANGE_TOLERANCE)
  return checked('price-outside-range', isFailed, {
    reported: price,
    expectedLow: low24h,
    expectedHigh: high24h,
    tolerance: RANGE_TOLERANCE,
  })
}

/** Compared as amounts, so that a cap near 0 cannot overflow a ratio into a finding. */
function turnover({ volume24h, marketCap }: Quote): TokenCheck {
  if (marketCap === null) return unchecked('thin-volume', 'no-market-cap')
  if (volume24h === null) return unchecked('thin-volume', 'no-volume')
  const ratio = volume24h / marketCap
  return checked('thin-volume', volume24h < THIN_TURNOVER * marketCap, {
    reported: Number.isFinite(ratio) ? ratio : null,
    expectedLow: THIN_TURNOVER,
    expectedHigh: null,
    tolerance: 0,
  })
}

/** Equal closes in a row, of those known; a gap ends a run. */
function movingPrices(closes: readonly (number | null)[]): TokenCheck {
  if (closes.filter(isValidPrice).length < FLAT_RUN) return unchecked('flat-prices', 'too-short')
  let run = 1
  let longest = 1
  for (let slot = 1; slot < closes.length; slot += 1) {
    const price = closes[slot]
    run = isValidPrice(price) && price === closes[slot - 1] ? run + 1 : 1
    longest = Math.max(longest, run)
  }
  return checked('flat-prices', longest >= FLAT_RUN, {
    reported: longest,
    expectedLow: null,
    expectedHigh: FLAT_RUN - 1,
    tolerance: 0,
  })
}
