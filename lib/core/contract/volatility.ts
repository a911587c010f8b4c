import * as z from 'zod/mini'
import { UNKNOWN_REASONS, VOLATILITY_ESTIMATORS } from '#lib/core/contract/vocabulary'

const known = z.nullable(z.number())
const count = z.int().check(z.nonnegative())

export const ConeRow = z.object({
  /** Length of the rolling window, daily returns. */
  horizon: count,
  /** Rolling values of the last year; neighbours share all but one return. */
  count,
  /** Windows that share no return. */
  independent: count,
  min: known,
  p10: known,
  p25: known,
  p50: known,
  p75: known,
  p90: known,
  max: known,
  current: known,
})
export type ConeRow = z.infer<typeof ConeRow>

/** Mean and deviation of daily simple returns over the window, annualised with 365; nothing risk-free subtracted. */
export const RiskReturnPoint = z.object({
  meanReturn: known,
  deviation: known,
  /** `meanReturn / deviation`. */
  sharpe: known,
  sharpeStandardError: known,
  n: count,
  /** Why the point, or its Sharpe ratio alone (`constant`), is unknown. */
  reason: z.nullable(z.enum(UNKNOWN_REASONS)),
})
export type RiskReturnPoint = z.infer<typeof RiskReturnPoint>

export const VolatilityEntity = z.object({
  kind: z.enum(['token', 'layer', 'sector', 'benchmark']),
  id: z.string(),
  name: z.string(),
  /** 00:00 UTC of each value, ms, ascending. */
  times: z.array(z.number()),
  /** Annualised fractions, `null` where the window is not filled; as long as `times`. */
  rolling: z.array(known),
  current: known,
  /** Returns behind `current`. */
  n: count,
  /** Returns a value needs: 80 % of the window, of EWMA 60; `null` where nothing that is fetched would do. */
  needed: z.nullable(count),
  /** Further days of history until `needed` is reached, none of them missing; 0 when it is; `null` when days do not help. */
  daysToEnough: z.nullable(count),
  /** Of `current`, by the series' own kurtosis. */
  standardError: known,
  /** 95 % band of `current`. */
  low: known,
  high: known,
  /** `current` against the own year of the same window: share below, and place between lowest and highest, 0…1. */
  percentile: known,
  rank: known,
  cone: z.array(ConeRow),
  /** Over the window, whatever the estimator. */
  riskReturn: RiskReturnPoint,
  /** Why `current` is unknown. */
  reason: z.nullable(z.enum(UNKNOWN_REASONS)),
})
export type VolatilityEntity = z.infer<typeof VolatilityEntity>

/** What the chosen entities' history has for one window. */
export const VolatilityWindowOffer = z.object({
  /** Days. */
  window: count,
  /** Returns it needs, hourly ones for the hourly estimator; `null` where nothing that is fetched would do. */
  needed: z.nullable(count),
  /** Entities that can fill it. */
  filled: count,
  /** Returns that the fullest of them has inside the window. */
  longest: count,
  /** Why none can. */
  reason: z.nullable(z.enum(UNKNOWN_REASONS)),
})
export type VolatilityWindowOffer = z.infer<typeof VolatilityWindowOffer>

export const VolatilityRanking = z.object({
  /** Places in `entities` of those with a value, highest first. */
  order: z.array(count),
  /** Longest runs of places in `order`, both ends included, in which every pair of 95 % bands overlaps. */
  indistinguishable: z.array(z.object({ first: count, last: count })),
})
export type VolatilityRanking = z.infer<typeof VolatilityRanking>

/** Answer of `/api/volatility`; USD history. */
export const VolatilityAnswer = z.object({
  asOf: z.string(),
  /** Days. */
  window: count,
  estimator: z.enum(VOLATILITY_ESTIMATORS),
  entities: z.array(VolatilityEntity),
  ranking: VolatilityRanking,
  /** By window; empty for EWMA, which has none. */
  windows: z.array(VolatilityWindowOffer),
})
export type VolatilityAnswer = z.infer<typeof VolatilityAnswer>
