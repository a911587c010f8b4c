import type { BoardInput, HeldQuote, TokenHistory } from '#lib/core/analytics/board/board-input'
import { isConstituent, type MappedToken, mappedTokens } from '#lib/core/analytics/board/constituents'
import { contradictsHistory, ownReturn } from '#lib/core/analytics/board/own-return'
import { tokenState } from '#lib/core/analytics/board-status'
import { closeAt, type DailyCloses, startOfDay } from '#lib/core/analytics/daily-closes'
import type { TokenState } from '#lib/core/contract/vocabulary'
import type { Quote } from '#lib/core/market/quote'
import { DAY_MS, TOKEN_WINDOWS, type TokenWindow } from '#lib/core/market/window'

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
    const token = {
      mapped,
      constituent: isConstituent(mapped, input.scope, input.now),
      quote: held?.quote ?? null,
      absent: held?.absent ?? false,
      state: stateOf(held, input),
      history,
    }
    return { ...token, ...tokenReturns(token, input) }
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

type Unreturned = Omit<BoardToken, 'returns' | 'returnsSource'>

function tokenReturns(token: Unreturned, input: BoardInput) {
  const returns = {} as Record<TokenWindow, number | null>
  const returnsSource = {} as Record<TokenWindow, ReturnSource | null>
  for (const window of TOKEN_WINDOWS) {
    const { value, source } = tokenReturn(token, window, input)
    returns[window] = value
    returnsSource[window] = value === null ? null : source
  }
  return { returns, returnsSource }
}

interface SourcedReturn {
  value: number | null
  source: ReturnSource
}

/**
 * History is in USD: 90 days always comes from it. Another window only fills in for what the upstream left out, or
 * overrules what history contradicts, and only on a USD board, so that one basket never mixes two currencies.
 */
function tokenReturn(token: Unreturned, window: TokenWindow, input: BoardInput): SourcedReturn {
  const { mapped, quote, history, state } = token
  const reported = window === '90d' ? null : (quote?.returns[window] ?? null)
  const isUsable = quote !== null && history !== null && (window === '90d' || input.market.currency === 'usd')
  if (!isUsable) return { value: reported, source: 'upstream' }
  const own = () => ownReturn(mapped.id, window, history, input)
  if (reported === null) return { value: own(), source: 'history' }
  // What an old quote reports is of its own time, history of the board's: they may differ.
  const view = { id: mapped.id, window, history }
  const overruling = state === 'fresh' && contradictsHistory(reported, view, input) ? own() : null
  return overruling === null
    ? { value: reported, source: 'upstream' }
    : { value: overruling, source: 'history' }
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
