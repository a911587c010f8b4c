import { beta, type Regression } from '#lib/core/analytics/beta'
import type { BoardInput } from '#lib/core/analytics/board/board-input'
import { SECTOR } from '#lib/core/analytics/board/constituents'
import { dailyWindow } from '#lib/core/analytics/board/daily-window'
import { type Entity, entityOf, lastSlots } from '#lib/core/analytics/board/entity-closes'
import { exSelfReturns } from '#lib/core/analytics/board/ex-self-returns'
import { correlationInterval } from '#lib/core/analytics/correlation-interval'
import { startOfDay } from '#lib/core/analytics/daily-closes'
import { simpleReturns } from '#lib/core/analytics/simple-returns'
import type { TokenBeta } from '#lib/core/contract/token-detail'

const BETA_DAYS = 90
const MINIMUM_RETURNS = 60
const BENCHMARKS = ['bitcoin', 'ethereum', SECTOR] as const
/** 97.5 % point of the standard normal distribution. */
const NORMAL_975 = 1.959963984540054

/**
 * Beta, alpha and correlation of a token's daily simple returns over 90 days to Bitcoin, Ethereum, the sector and its own
 * layer. The layer is taken without the token, or a large one would be compared with itself. A benchmark is not
 * compared with itself.
 */
export function tokenBetas(token: Entity, layer: string | null, input: BoardInput): TokenBeta[] {
  const lastDay = startOfDay(input.now)
  const { returns } = dailyWindow(token, lastDay, BETA_DAYS)
  const benchmarks = BENCHMARKS.flatMap((id): TokenBeta[] => {
    const entity = id === token.id ? null : entityOf(id, 'id', input)
    if (entity === null) return []
    const fit = beta(returns, simpleReturns(lastSlots(entity, lastDay, BETA_DAYS)), MINIMUM_RETURNS)
    const kind = id === SECTOR ? 'sector' : 'benchmark'
    return [
      betaRow({ id, kind, name: id === SECTOR ? 'AI sector' : entity.name }, fit, indexReason(id, input)),
    ]
  })
  const own = input.stack.layers.find(({ id }) => id === layer)
  if (own === undefined) return benchmarks
  const rest = exSelfReturns({ token: token.id, returns, layer: own.id, lastDay }, input)
  const fit = beta(returns, rest, MINIMUM_RETURNS)
  return [
    ...benchmarks,
    betaRow({ id: own.id, kind: 'layer', name: own.name }, fit, indexReason(own.id, input)),
  ]
}

/** Why an index has no levels at all: more to the point than that its returns are missing. */
function indexReason(id: string, { indices }: BoardInput): TokenBeta['reason'] {
  const index = indices.get(id)
  return index !== undefined && index.levels.length === 0 ? index.reason : null
}

function betaRow(
  row: Pick<TokenBeta, 'id' | 'kind' | 'name'>,
  fit: Regression,
  indexReason: TokenBeta['reason'],
): TokenBeta {
  const { n, alphaPerPeriod: alpha, correlation, standardErrorOfBeta: standardError, reason } = fit
  const interval = correlationInterval(correlation, n)
  const reach = standardError === null ? null : NORMAL_975 * standardError
  return {
    ...row,
    beta: fit.beta,
    betaLow: fit.beta === null || reach === null ? null : fit.beta - reach,
    betaHigh: fit.beta === null || reach === null ? null : fit.beta + reach,
    alpha,
    correlation,
    correlationLow: interval?.lower ?? null,
    correlationHigh: interval?.upper ?? null,
    standardError,
    n,
    reason: fit.beta === null ? (indexReason ?? reason) : null,
  }
}
