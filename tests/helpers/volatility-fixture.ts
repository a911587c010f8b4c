import { volatilityRanking } from '#lib/core/analytics/board/volatility-ranking'
import type { VolatilityAnswer, VolatilityEntity } from '#lib/core/contract/volatility'

const DAY = 86_400_000
const UNKNOWN_POINT = {
  meanReturn: null,
  deviation: null,
  sharpe: null,
  sharpeStandardError: null,
  n: 0,
  reason: 'too-short' as const,
}

/** One entity with two days of a line and whatever else a test is about. */
export function entityFixture(change: Partial<VolatilityEntity> & { id: string }): VolatilityEntity {
  const { current = null } = change
  return {
    kind: 'token',
    name: change.id.toUpperCase(),
    times: [DAY, 2 * DAY],
    rolling: [null, current],
    current,
    n: current === null ? 0 : 30,
    needed: 24,
    daysToEnough: current === null ? 24 : 0,
    standardError: null,
    low: current === null ? null : current - 0.1,
    high: current === null ? null : current + 0.1,
    percentile: null,
    rank: null,
    cone: [],
    riskReturn: UNKNOWN_POINT,
    reason: current === null ? 'too-short' : null,
    ...change,
  }
}

export function volatilityFixture(
  entities: readonly VolatilityEntity[],
  change: Partial<VolatilityAnswer> = {},
): VolatilityAnswer {
  return {
    asOf: '2026-11-22T06:30:00.000Z',
    window: 30,
    estimator: 'close',
    entities: [...entities],
    ranking: volatilityRanking(entities),
    windows: [],
    ...change,
  }
}
