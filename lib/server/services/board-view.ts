import type { BoardInput } from '#lib/core/analytics/board/board-input'
import { indexVolatility, layerIndices, reusableIndices } from '#lib/core/analytics/board/index-volatility'
import { staleAfterMs } from '#lib/core/analytics/board-status'
import { startOfDay } from '#lib/core/analytics/daily-closes'
import type { Scope, Weighting } from '#lib/core/contract/vocabulary'
import { AppError } from '#lib/server/errors'
import type { FeedView } from '#lib/server/feed/board-feed'
import { getRuntime } from '#lib/server/runtime'
import { mappingView } from '#lib/server/services/mapping-view'
import { type Remember, remember, rememberWhatIf } from '#lib/server/services/remember'

/** 4 weightings × 2 scopes, twice over while data changes. */
const VIEWS = 16

export interface BoardQuery {
  /** Default: the first configured currency. */
  currency?: string | undefined
  weighting: Weighting
  scope: Scope
  /** Moves as in `golem:marketplaces,io:-`; none: the mapping as shipped. */
  whatif?: string | undefined
}

export interface BoardView {
  input: BoardInput
  /** Changes only when a daily close, the mapping, the UTC day, the weighting or the scope does. */
  indexKey: string
  /** Equal keys mean equal snapshots, but for `generatedAt` and ages within one state. */
  key: string
  /** Where answers of this view are kept: a what-if never pushes out the shipped board's. */
  remember: Remember
}

/**
 * Everything a board of this query is computed from, as of now; in the first currency while the asked one has no data.
 * @throws AppError `bad_request` for a currency that is not configured or a what-if that cannot be made, `not_ready`
 * before the first data.
 */
export function boardView(query: BoardQuery): BoardView {
  const { feed } = getRuntime()
  const currency = query.currency ?? feed.currencies[0] ?? 'usd'
  if (!feed.currencies.includes(currency)) throw unknownCurrency(currency, feed.currencies)
  const view = feed.view(currency) ?? feed.view(feed.currencies[0] ?? 'usd')
  if (!view) throw notReady(currency)
  const { stack, mapping, canonical } = mappingView(query.whatif)
  const keep = canonical === '' ? remember : rememberWhatIf
  const { weighting, scope } = query
  const basis = `${mapping.sha256}|${canonical}|${weighting}|${scope}`
  const indexKey = `${basis}|${view.dailyVersion}|${startOfDay(view.now)}`
  const indices = keep('indices', indexKey, VIEWS, () => {
    const wanted = { stack, history: view.history, weighting, scope, now: view.now }
    if (canonical === '') return layerIndices(wanted)
    const { input: shipped } = boardView({ ...query, whatif: undefined })
    return layerIndices(wanted, reusableIndices(wanted, shipped))
  })
  const input: BoardInput = {
    stack,
    mapping,
    market: view.market,
    usdQuotes: view.usdQuotes,
    history: view.history,
    historyProgress: view.historyProgress,
    indices,
    indexVolatility: keep('index-volatility', indexKey, VIEWS, () => indexVolatility(indices)),
    weighting,
    scope,
    now: view.now,
    periodMs: view.periodMs,
    status: view.status,
    statusReason: view.statusReason,
    nextRefreshAt: view.nextRefreshAt,
    currencies: feed.currencies,
  }
  return { input, indexKey, key: `${basis}|${viewKey(view)}`, remember: keep }
}

/** Changes with every batch, status, history point of the view, and with every token that turns stale. */
function viewKey(view: FeedView): string {
  const { market, status, statusReason, nextRefreshAt, historyProgress, periodMs, now } = view
  const staleLimit = staleAfterMs(periodMs)
  let stale = ''
  for (const [id, held] of market.quotes) if (now - held.quote.lastUpdated > staleLimit) stale += `,${id}`
  return [
    market.currency,
    status === 'recorded' ? 'recorded' : 'live',
    market.sequence,
    status,
    statusReason,
    nextRefreshAt,
    historyProgress.filled,
    view.dailyVersion,
    stale,
  ].join('|')
}

function unknownCurrency(currency: string, currencies: readonly string[]): AppError {
  return new AppError('bad_request', `Unknown currency "${currency}"; allowed: ${currencies.join(', ')}`, {
    field: 'currency',
  })
}

function notReady(currency: string): AppError {
  return new AppError(
    'not_ready',
    `No ${currency.toUpperCase()} data has arrived yet; try again in a few seconds`,
  )
}
