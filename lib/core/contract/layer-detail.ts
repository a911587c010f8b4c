import * as z from 'zod/mini'
import { SCOPES, TOKEN_STATES, UNKNOWN_REASONS, WEIGHTINGS } from '#lib/core/contract/vocabulary'
import { LAYER_WINDOWS, SERIES_RANGES } from '#lib/core/market/window'

const known = z.nullable(z.number())
const count = z.int().check(z.nonnegative())
const reason = z.nullable(z.enum(UNKNOWN_REASONS))

export const Constituent = z.object({
  id: z.string(),
  name: z.string(),
  symbol: z.string(),
  /** Start weight in the range's basket, 0…1; `null` outside it. */
  weight: known,
  /** Over the range, fraction. */
  return: known,
  contribution: known,
  volatility30d: known,
  /** Share of the layer's 90-day risk at today's index weights; negative for a hedge. */
  riskShare: known,
  state: z.enum(TOKEN_STATES),
})
export type Constituent = z.infer<typeof Constituent>

/** Answer of `/api/layers/{layerId}`. Index, volatility, cohesion and risk rest on USD history. */
export const LayerDetail = z.object({
  layer: z.object({ id: z.string(), name: z.string(), rank: z.int(), summary: z.string() }),
  asOf: z.string(),
  range: z.enum(SERIES_RANGES),
  weighting: z.enum(WEIGHTINGS),
  scope: z.enum(SCOPES),
  /** `[00:00 UTC in ms, level]`; base 1 000 at the index's own first day. */
  index: z.array(z.tuple([z.number(), known])),
  /** Levels before this time (ms UTC) rest on today's members: survivorship flatters them. `null`: all of them do. */
  backfilledBefore: known,
  /** Held tokens whose last price is carried at the newest level. */
  carried: z.array(z.string()),
  /** Of the index, close to close. */
  indexReturns: z.record(z.enum(LAYER_WINDOWS), known),
  /** Of the buy-and-hold basket with start weights. */
  returns: z.record(z.enum(LAYER_WINDOWS), known),
  constituents: z.array(Constituent),
  /** Σ contribution of the range in the order of `constituents`: `returns[range]`. */
  contributionSum: known,
  volatility: z.object({
    value: known,
    n: count,
    percentile: known,
    standardError: known,
    low: known,
    high: known,
    reason,
  }),
  /** Share of the expected market cap that the index holds, 0…1. */
  volatilityCoverage: known,
  /** Mean pairwise correlation of residuals after Bitcoin and the sector, with its permutation p-value. */
  cohesion: z.object({ value: known, pValue: known, n: count, tokens: count, reason }),
  /** Growth of the counted supply over 24 h: positive dilutes. */
  issuanceDrag: z.object({ value: known, n: count, reason }),
  /** Weighted average of token volatilities over the layer's; 90 days, today's index weights. */
  diversificationRatio: known,
  /** Share of the variance in the first fifth of the eigenvectors; 180 days. */
  absorptionRatio: known,
  averageCorrelation: known,
  overlap: z.array(z.object({ layer: z.string(), ids: z.array(z.string()), share: known })),
  /** Covered share of the expected market cap for the range, 0…1. */
  coverage: known,
})
export type LayerDetail = z.infer<typeof LayerDetail>
