import * as z from 'zod/mini'
import { Breadth, WeightingSpread } from '#lib/core/contract/snapshot'
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
  /** Of this layer. */
  category: z.string(),
  /** Part of the token that counts here in additive figures, 0…1; its layers' shares sum to 1. */
  share: z.number(),
  /** Other layers that hold it, at full weight in theirs too. */
  alsoIn: z.array(z.string()),
  /** First trading day, `YYYY-MM-DD`. */
  since: z.nullable(z.string()),
})
export type Constituent = z.infer<typeof Constituent>

/** Why a mapped project takes no part in the figures of a layer. */
export const OUTSIDE_REASONS = [
  'no-token',
  'pre-launch',
  'inactive',
  'legacy',
  'adjacent',
  'benchmark',
  'not-listed-yet',
] as const
export type OutsideReason = (typeof OUTSIDE_REASONS)[number]

/** A project of the layer that is not among its constituents. */
export const LayerProject = z.object({
  slug: z.string(),
  /** CoinGecko id. */
  id: z.nullable(z.string()),
  name: z.string(),
  symbol: z.nullable(z.string()),
  category: z.string(),
  status: z.enum(['active', 'legacy', 'inactive', 'no-token', 'pre-launch']),
  outside: z.enum(OUTSIDE_REASONS),
  since: z.nullable(z.string()),
  note: z.nullable(z.string()),
  /** Why it belongs to the layer, one line. */
  reason: z.string(),
  /** Title of the source behind the membership. */
  source: z.string(),
})
export type LayerProject = z.infer<typeof LayerProject>

/** One bar of the contributions, piled up in the order they are summed in. */
export const WaterfallStep = z.object({
  /** `null`: all tokens without a bar of their own. */
  id: z.nullable(z.string()),
  tokens: z.array(z.string()),
  contribution: z.number(),
  /** Sum before and after it, fractions; the last `to` is the range's return to the last bit. */
  from: z.number(),
  to: z.number(),
})
export type WaterfallStep = z.infer<typeof WaterfallStep>

/** Weight and contribution of all categories sum to 1 and to the range's return, but for the last bits. */
export const LayerCategory = z.object({
  id: z.string(),
  name: z.string(),
  /** Ids of its constituents, in their order. */
  tokens: z.array(z.string()),
  /** Of the range's basket; `null` where none of its tokens is in it. */
  weight: known,
  contribution: known,
})
export type LayerCategory = z.infer<typeof LayerCategory>

/** Daily levels rebased to 100 at `times[0]`, the first day in the range on which every known line has one. */
export const LayerChart = z.object({
  /** 00:00 UTC of each day, ms. */
  times: z.array(z.number()),
  layer: z.array(known),
  sector: z.array(known),
  /** Daily closes in USD. */
  bitcoin: z.array(known),
  /** Why a line is unknown. */
  reasons: z.object({ layer: reason, sector: reason, bitcoin: reason }),
})
export type LayerChart = z.infer<typeof LayerChart>

/** What the layer's index stands on, or what it still lacks. */
export const IndexBasis = z.object({
  reason,
  /** 00:00 UTC of its first level, ms. */
  firstDay: known,
  /** Constituents with daily closes, and how many an index needs. */
  tokens: count,
  tokensNeeded: count,
  /** Closes of the last token it has to wait for, and how many that one needs. */
  closes: z.nullable(count),
  closesNeeded: count,
  /** 00:00 UTC of the day it can start if no close is missed, ms; `null` where it stands, or lacks more than days. */
  enoughOn: known,
})
export type IndexBasis = z.infer<typeof IndexBasis>

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
  /** `returns[range]` under each weighting, and the median token: how much the choice of weights matters. */
  spread: WeightingSpread,
  /** Over the range. */
  breadth: Breadth,
  chart: LayerChart,
  indexBasis: IndexBasis,
  waterfall: z.array(WaterfallStep),
  constituents: z.array(Constituent),
  categories: z.array(LayerCategory),
  /** Mapped here, but without a part in its figures. */
  projects: z.array(LayerProject),
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
