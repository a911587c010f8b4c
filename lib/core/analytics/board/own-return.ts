import type { BoardInput, TokenHistory } from '#lib/core/analytics/board/board-input'
import { closeAt, startOfDay } from '#lib/core/analytics/daily-closes'
import { priceInHour, startOfHour } from '#lib/core/analytics/hourly-prices'
import { type TimedPrice, windowReturn } from '#lib/core/analytics/window-return'
import { DAY_MS, HOUR_MS, type TokenWindow, WINDOW_MS, WINDOW_TOLERANCE_MS } from '#lib/core/market/window'

/** Difference beyond which a reported return is not believed against own history, as a fraction. */
const DISAGREEMENT = 0.05
/** Share of a window's slots that must be known before own history may overrule the upstream. */
const OVERRULING_COVERAGE = 0.95
/** The longest window that is counted in hours; longer ones are counted in daily closes. */
const LONGEST_HOURLY = WINDOW_MS['7d']

/**
 * A token's return over a window from stored history, in USD; `null` where no price lies at the window's start.
 * The base is the newest stored price at or before it; an hour's price may lie anywhere inside the hour, so only hours
 * that have ended by then count.
 */
export function ownReturn(
  id: string,
  window: TokenWindow,
  history: TokenHistory,
  input: BoardInput,
): number | null {
  return windowReturn(usdPrice(id, input), input.market.asOf, window, (time) =>
    newestPriceAt(history, time, WINDOW_TOLERANCE_MS[window]),
  )
}

/**
 * Whether own history contradicts a reported return: at least 95 % of the window's hours (up to 7 days) or days are
 * known, and the return is more than 5 points away from what every stored price around the window's start gives. The
 * neighbours on both sides count, since the moment the upstream counts from lies between two of them. An hour is too
 * short to be judged by prices an hour apart.
 */
export function contradictsHistory(
  reported: number,
  { id, window, history }: { id: string; window: TokenWindow; history: TokenHistory },
  input: BoardInput,
): boolean {
  const last = usdPrice(id, input)
  if (last === null || window === '1h') return false
  const slots = slotsOf(window, history)
  const start = input.market.asOf - WINDOW_MS[window]
  if (coverage(slots, start, input.market.asOf) < OVERRULING_COVERAGE) return false
  const implied = pricesAround(slots, start, WINDOW_TOLERANCE_MS[window]).map((price) => last / price - 1)
  if (implied.length === 0) return false
  return reported < Math.min(...implied) - DISAGREEMENT || reported > Math.max(...implied) + DISAGREEMENT
}

interface Slots {
  lengthMs: number
  priceAt: (slot: number) => number | null
}

function slotsOf(window: TokenWindow, history: TokenHistory): Slots {
  return WINDOW_MS[window] <= LONGEST_HOURLY
    ? { lengthMs: HOUR_MS, priceAt: (hour) => priceInHour(history.hourly, hour) }
    : { lengthMs: DAY_MS, priceAt: (day) => closeAt(history.daily, day) }
}

const slotOf = (time: number, { lengthMs }: Slots) => Math.floor(time / lengthMs) * lengthMs

/** Known share of the slots from that of `start` to that of `end`. */
function coverage(slots: Slots, start: number, end: number): number {
  let known = 0
  let all = 0
  for (let slot = slotOf(start, slots); slot <= end; slot += slots.lengthMs) {
    all += 1
    if (slots.priceAt(slot) !== null) known += 1
  }
  return known / all
}

/** Known prices of the slots that touch `toleranceMs` before and after a time. */
function pricesAround(slots: Slots, time: number, toleranceMs: number): number[] {
  const prices: number[] = []
  for (let slot = slotOf(time - toleranceMs, slots); slot <= time + toleranceMs; slot += slots.lengthMs) {
    const price = slots.priceAt(slot)
    if (price !== null) prices.push(price)
  }
  return prices
}

function usdPrice(id: string, { usdQuotes }: BoardInput): number | null {
  return usdQuotes?.get(id)?.quote.price ?? null
}

/** The newest stored price at or before `time`, looking back no further than `tolerance` ms. */
function newestPriceAt({ daily, hourly }: TokenHistory, time: number, tolerance: number): TimedPrice | null {
  for (let hour = startOfHour(time); hour >= time - tolerance; hour -= HOUR_MS) {
    const close = hour === startOfDay(hour) ? closeAt(daily, hour) : null
    const price = close ?? (hour + HOUR_MS <= time ? priceInHour(hourly, hour) : null)
    if (price !== null) return { time: hour, price }
  }
  return null
}
