import type { BoardInput } from '#lib/core/analytics/board/board-input'
import { WITHOUT_NUMBERS } from '#lib/core/analytics/board/board-token'
import type { MappedToken } from '#lib/core/analytics/board/constituents'
import { mappedTokens } from '#lib/core/analytics/board/constituents'
import { type Entity, entityOf } from '#lib/core/analytics/board/entity-closes'
import { tokenBetas } from '#lib/core/analytics/board/token-betas'
import { emptyReason, tokenChart } from '#lib/core/analytics/board/token-chart'
import { RECENT_CLOSES } from '#lib/core/analytics/board/token-figures'
import { tokenDrawdowns, tokenRisk } from '#lib/core/analytics/board/token-risk'
import { tokenLiquidity, tokenSupply } from '#lib/core/analytics/board/token-size'
import { volatilityEntity } from '#lib/core/analytics/board/volatility-entity'
import { startOfDay } from '#lib/core/analytics/daily-closes'
import { NO_HOURS } from '#lib/core/analytics/hourly-prices'
import { selfCheckLedger } from '#lib/core/analytics/self-check'
import type { TokenFigures } from '#lib/core/contract/snapshot'
import type { TokenDetail, TokenReason } from '#lib/core/contract/token-detail'
import { nameOf } from '#lib/core/format/name-of'
import type { HistoryPoint } from '#lib/core/market/price-history'
import type { Quote } from '#lib/core/market/quote'
import type { SeriesRange } from '#lib/core/market/window'
import { membershipShares } from '#lib/core/stack/memberships'

const VOLATILITY_WINDOWS = [7, 30, 90] as const

/** What only daily history can say of a token: worth keeping between refreshes. */
export type TokenStatistics = Pick<TokenDetail, 'betas' | 'drawdown' | 'risk' | 'volatility' | 'cone'>

export interface TokenDetailOptions {
  /** The row of the published snapshot of `input`. */
  row: TokenFigures
  range: SeriesRange
  statistics: TokenStatistics
  /** The board in USD, which history is in. */
  usd: BoardInput
  dailyPoints: () => readonly HistoryPoint[]
}

/**
 * Everything `/api/tokens/{id}` says.
 * @throws RangeError for an id that is not mapped
 */
export function tokenDetail(options: TokenDetailOptions, input: BoardInput): TokenDetail {
  const { row, range, statistics, usd, dailyPoints } = options
  const mapped = requireMapped(row.id, input)
  const quote = quoteOf(mapped, input)
  const recent = input.history.get(row.id)?.daily.prices.slice(-RECENT_CLOSES) ?? []
  const checks = selfCheckLedger(quote, recent)
  return {
    asOf: new Date(input.market.asOf).toISOString(),
    range,
    source: input.status === 'recorded' ? 'recorded' : 'live',
    currency: input.market.currency,
    token: row,
    since: mapped.project?.since ?? null,
    aliases: [...(mapped.project?.aliases ?? [])],
    ...statistics,
    chart: tokenChart({ range, entity: tokenEntity(row.id, usd), layer: row.layer, dailyPoints }, usd),
    liquidity: tokenLiquidity(checks),
    supply: tokenSupply(quote, row.returns['24h']),
    checks,
    memberships: memberships(mapped, input),
    links: {
      coingecko: `https://www.coingecko.com/en/coins/${encodeURIComponent(row.id)}`,
      website: mapped.project?.website ?? null,
    },
  }
}

/** Betas, drawdowns, risk and volatility of a token from its daily USD closes. */
export function tokenStatistics(id: string, layer: string | null, usd: BoardInput): TokenStatistics {
  const entity = tokenEntity(id, usd)
  const lastDay = startOfDay(usd.now)
  const views = VOLATILITY_WINDOWS.map((window) => ({
    window,
    view: volatilityEntity(entity, { window, estimator: 'close', days: 0 }),
  }))
  const reasoned = <Row extends { reason: TokenReason | null }>(rows: readonly Row[]) =>
    withReason(rows, emptyReason(entity, usd))
  return {
    betas: reasoned(tokenBetas(entity, layer, usd)),
    drawdown: reasoned(tokenDrawdowns(entity, lastDay)),
    risk: reasoned(tokenRisk(entity, lastDay)),
    volatility: reasoned(
      views.map(({ window, view }) => {
        const { current, standardError, low, high, percentile, n, reason } = view
        return { window, current, standardError, low, high, percentile, n, reason }
      }),
    ),
    cone: views[0]?.view.cone ?? [],
  }
}

/** Without a single close every figure is unknown for one reason, which says more than "too short". */
function withReason<Row extends { reason: TokenReason | null }>(
  rows: readonly Row[],
  reason: TokenReason | null,
): Row[] {
  return rows.map((row) => (reason === null ? row : { ...row, reason }))
}

function requireMapped(id: string, { stack }: BoardInput): MappedToken {
  const mapped = mappedTokens(stack).find((token) => token.id === id)
  if (!mapped) throw new RangeError(`tokenDetail requires a mapped token, got ${id}`)
  return mapped
}

function quoteOf({ id, listing }: MappedToken, { market }: BoardInput): Quote | null {
  return WITHOUT_NUMBERS.has(listing) ? null : (market.quotes.get(id)?.quote ?? null)
}

/** What history is left of a project that trades nowhere is no figure of today. */
function tokenEntity(id: string, usd: BoardInput): Entity {
  const mapped = requireMapped(id, usd)
  const entity = entityOf(id, 'id', usd)
  if (entity !== null && !WITHOUT_NUMBERS.has(mapped.listing)) return entity
  const { name } = mapped
  return { kind: 'token', id, name, firstDay: usd.now, closes: [], hourly: NO_HOURS, reason: null }
}

function memberships({ project }: MappedToken, { stack }: BoardInput): TokenDetail['memberships'] {
  if (project === null) return []
  const shares = membershipShares(project)
  return project.memberships.map(({ layer, category, primary, reason, source }, at) => {
    const home = stack.layers.find(({ id }) => id === layer)
    const origin = stack.sources.find(({ id }) => id === source)
    return {
      layer,
      layerName: home?.name ?? layer,
      category,
      categoryName: nameOf(home?.categories ?? [], category),
      primary,
      share: shares[at] ?? 1,
      reason,
      source: { title: origin?.title ?? source, date: origin?.date ?? stack.version },
    }
  })
}
