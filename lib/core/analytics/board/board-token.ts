import type { BoardInput, HeldQuote, TokenHistory } from '#lib/core/analytics/board/board-input'
import { isConstituent, type MappedToken, mappedTokens } from '#lib/core/analytics/board/constituents'
import { tokenState } from '#lib/core/analytics/board-status'
import { closeAt, type DailyCloses, startOfDay } from '#lib/core/analytics/daily-closes'
import { priceInHour, startOfHour } from '#lib/core/analytics/hourly-prices'
import { type TimedPrice, windowReturn } from '#lib/core/analytics/window-return'
import type { TokenState } from '#lib/core/contract/vocabulary'
import type { Quote } from '#lib/core/market/quote'
import {
  DAY_MS,
  HOUR_MS,
  TOKEN_WINDOWS,
  type TokenWindow,
  WINDOW_TOLERANCE_MS,
} from '#lib/core/market/window'

export type ReturnSource = 'upstream' | 'history'

/** One mapped token with its held quote, state and returns: the row that layers and tables are computed from. */
export interface BoardToken {
  mapped: MappedToken
  /** Takes part in the figures of this view. */
  constituent: boolean
  quote: Quote | null
  /** Not in the newest batch: shown with its last values, counted in no figure. */
  absent: boolean
  state: TokenState
  returns: Record<TokenWindow, number | null>
  returnsSource: Record<TokenWindow, ReturnSource | null>
  history: TokenHistory | null
}

/** Projects that trade nowhere any more, or not yet, have a row without numbers. */
export const WITHOUT_NUMBERS: ReadonlySet<string> = new Set(['inactive', 'pre-launch'])

/** Every mapped token, in the order of the mapping, also where nothing is known of it. */
export function boardTokens(input: BoardInput): BoardToken[] {
  return mappedTokens(input.stack).map((mapped) => {
    const held = WITHOUT_NUMBERS.has(mapped.listing) ? null : (input.market.quotes.get(mapped.id) ?? null)
    const history = input.history.get(mapped.id) ?? null
    const { returns, returnsSource } = tokenReturns(mapped.id, held?.quote ?? null, history, input)
    return {
      mapped,
      constituent: isConstituent(mapped, input.scope, input.now),
      quote: held?.quote ?? null,
      absent: held?.absent ?? false,
      state: stateOf(held, input),
      returns,
      returnsSource,
      history,
    }
  })
}

function stateOf(held: HeldQuote | null, { now, periodMs }: BoardInput): TokenState {
  return tokenState({
    hasPrice: held !== null && held.quote.price !== null,
    ageMs: held ? now - held.quote.lastUpdated : 0,
    absent: held?.absent ?? false,
    quarantined: held?.quarantined ?? false,
    periodMs,
  })
}

function tokenReturns(id: string, quote: Quote | null, history: TokenHistory | null, input: BoardInput) {
  const returns = {} as Record<TokenWindow, number | null>
  const returnsSource = {} as Record<TokenWindow, ReturnSource | null>
  for (const window of TOKEN_WINDOWS) {
    const reported = window === '90d' ? null : (quote?.returns[window] ?? null)
    const value = reported ?? (quote ? historyReturn(id, window, history, input) : null)
    returns[window] = value
    returnsSource[window] = value === null ? null : reported === null ? 'history' : 'upstream'
  }
  return { returns, returnsSource }
}

/**
 * History is in USD: 90 days always comes from it, another window only fills in for what the upstream left out, and
 * only on a USD board, so that one basket never mixes two currencies.
 */
function historyReturn(id: string, window: TokenWindow, history: TokenHistory | null, input: BoardInput) {
  if (history === null || (window !== '90d' && input.market.currency !== 'usd')) return null
  const last = input.usdQuotes?.get(id)?.quote.price ?? null
  return windowReturn(last, input.market.asOf, window, (time) =>
    newestPriceAt(history, time, WINDOW_TOLERANCE_MS[window]),
  )
}

/**
 * The newest stored price at or before `time`, looking back no further than `tolerance` ms. An hour's price may lie
 * anywhere inside the hour, so only hours that have ended by `time` count.
 */
function newestPriceAt({ daily, hourly }: TokenHistory, time: number, tolerance: number): TimedPrice | null {
  for (let hour = startOfHour(time); hour >= time - tolerance; hour -= HOUR_MS) {
    const close = hour === startOfDay(hour) ? closeAt(daily, hour) : null
    const price = close ?? (hour + HOUR_MS <= time ? priceInHour(hourly, hour) : null)
    if (price !== null) return { time: hour, price }
  }
  return null
}

/** The last seven days as a drawn shape where the upstream gave none: daily closes, then the price itself. */
export function weekShape(token: BoardToken, { market: { asOf, currency } }: BoardInput): number[] {
  const { quote, history } = token
  if (!quote || quote.price === null) return []
  if (quote.sparkline7d.length > 1) return [...quote.sparkline7d]
  if (!history || currency !== 'usd') return []
  const closes = lastCloses(history.daily, startOfDay(asOf), 7)
  return closes.length > 1 ? [...closes, quote.price] : []
}

function lastCloses(daily: DailyCloses, today: number, days: number): number[] {
  const closes: number[] = []
  for (let day = today - (days - 1) * DAY_MS; day <= today; day += DAY_MS) {
    const close = closeAt(daily, day)
    if (close !== null) closes.push(close)
  }
  return closes
}
