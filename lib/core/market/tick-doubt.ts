import { moveLimit, UNIT_MISTAKE } from '#lib/core/market/move-limit'
import type { Quote } from '#lib/core/market/quote'

/** A move beyond fivefold within 15 minutes is not believed at once. */
const TICK_LIMIT = Math.log(5)
/** How closely price and market cap ÷ supply must agree to confirm each other, fraction. */
const CAP_AGREEMENT = 0.05
/** A market cap within this |ln| of the one before stood still. */
const CAP_STOOD_STILL = Math.log(1.2)

/** What about a tick is not believed. */
export type TickDoubt = 'price-jump' | 'market-cap-jump'

/**
 * Why the tick of one token is not believed after the last accepted one, or `null`.
 *
 * A price beyond the limit is believed at once where market cap ÷ supply confirms it within 5 %: the cap stood still
 * (a change of unit, price and supply moved against each other), or it moved along by less than fiftyfold. Beyond that
 * the agreement proves nothing, as a row multiplied by one wrong factor agrees with itself. A market cap beyond the
 * limit must be price × supply within 5 %.
 * An unknown price or cap is no jump.
 */
export function tickDoubt(quote: Quote, last: Quote): TickDoubt | null {
  const limit = moveLimit(TICK_LIMIT, quote.lastUpdated - last.lastUpdated)
  const priceMove = move(quote.price, last.price)
  const capMove = move(quote.marketCap, last.marketCap)
  const isConfirmed = capConfirmsPrice(quote)
  if (priceMove > limit && !(isConfirmed && (capMove <= CAP_STOOD_STILL || priceMove < UNIT_MISTAKE)))
    return 'price-jump'
  return capMove > limit && !isConfirmed ? 'market-cap-jump' : null
}

/** |ln(now / before)|, 0 where either is unknown. */
function move(now: number | null, before: number | null): number {
  return now === null || before === null ? 0 : Math.abs(Math.log(now / before))
}

function capConfirmsPrice({ price, marketCap, circulatingSupply }: Quote): boolean {
  if (price === null || marketCap === null || circulatingSupply === null) return false
  return Math.abs(price * circulatingSupply - marketCap) <= CAP_AGREEMENT * marketCap
}
