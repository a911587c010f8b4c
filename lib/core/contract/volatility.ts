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
  /** Of `current`, by the series' own kurtosis. */
  standardError: known,
  /** 95 % band of `current`. */
  low: known,
  high: known,
  /** `current` against the own year of the same window: share below, and place between lowest and highest, 0…1. */
  percentile: known,
  rank: known,
  cone: z.array(ConeRow),
  /** Why `current` is unknown. */
  reason: z.nullable(z.enum(UNKNOWN_REASONS)),
})
export type VolatilityEntity = z.infer<typeof VolatilityEntity>

/** Answer of `/api/volatility`; USD history. */
export const VolatilityAnswer = z.object({
  asOf: z.string(),
  /** Days. */
  window: count,
  estimator: z.enum(VOLATILITY_ESTIMATORS),
  entities: z.array(VolatilityEntity),
})
export type VolatilityAnswer = z.infer<typeof VolatilityAnswer>
