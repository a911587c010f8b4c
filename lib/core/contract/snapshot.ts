import * as z from 'zod/mini'
import { LayerComparison } from '#lib/core/contract/layer-comparison'
import {
  BOARD_STATUSES,
  SCOPES,
  TOKEN_FLAGS,
  TOKEN_STATES,
  UNKNOWN_REASONS,
  WEIGHTINGS,
} from '#lib/core/contract/vocabulary'
import { LAYER_WINDOWS, TOKEN_WINDOWS } from '#lib/core/market/window'

/** A known number or `null`; JSON cannot carry NaN or Infinity and neither may we. */
const known = z.nullable(z.number())
const isoTime = z.string()
const count = z.int().check(z.nonnegative())

const TokenReturns = z.record(z.enum(TOKEN_WINDOWS), known)
const LayerReturns = z.record(z.enum(LAYER_WINDOWS), known)

export const VolatilityFigure = z.object({
  /** Annualised, fraction per square root of a year. */
  value: known,
  /** Daily returns used. */
  n: count,
  /** Against the own year, 0…1. */
  percentile: known,
  reason: z.nullable(z.enum(UNKNOWN_REASONS)),
})
export type VolatilityFigure = z.infer<typeof VolatilityFigure>

export const Contribution = z.object({ id: z.string(), value: z.number() })
export type Contribution = z.infer<typeof Contribution>

export const Breadth = z.object({ up: count, down: count, unchanged: count, unknown: count })
export type Breadth = z.infer<typeof Breadth>

/** The return of one basket under each weighting, and the median of its tokens. */
export const WeightingSpread = z.object({
  capped: known,
  cap: known,
  sqrt: known,
  equal: known,
  median: known,
})
export type WeightingSpread = z.infer<typeof WeightingSpread>

export const LayerFigures = z.object({
  id: z.string(),
  name: z.string(),
  /** 1 = bottom of the stack; 0 for the sector. */
  rank: z.int(),
  /** One line on what the layer is. */
  summary: z.string(),
  /** Tokens expected in this view: active, listed and in scope. */
  tokenCount: count,
  /** Of those, tokens that carry a 24 h figure: return and market cap known. */
  coveredCount: count,
  /** Additive over layers: multi-layer tokens count with their share. Snapshot currency. */
  marketCap: known,
  volume24h: known,
  /** Of the sector's market cap. */
  share: known,
  /** Buy-and-hold basket returns with start weights, in the snapshot's weighting. */
  returns: LayerReturns,
  /** Market-cap share of expected tokens whose return over the window is known. */
  returnsCoverage: LayerReturns,
  spread24h: WeightingSpread,
  breadth24h: Breadth,
  /** Of the layer's index, in USD. */
  volatility30d: VolatilityFigure,
  /** Share of the expected market cap that the index holds, 0…1; below 0.9 its volatility is provisional. */
  volatilityCoverage: known,
  /** Every covered token, largest magnitude first; summed in this order they give `returns["24h"]` exactly. */
  contributions24h: z.array(Contribution),
  /** The largest contributions by magnitude over each window, at most five. */
  topContributions: z.record(z.enum(LAYER_WINDOWS), z.array(Contribution)),
  /** What all other covered tokens contributed, so that with `topContributions` it gives the return. */
  otherContributions: LayerReturns,
  /** Covered share of the expected tokens' market cap, 0…1, for the 24 h figures. */
  coverage: known,
  /** `true` where coverage is known and below 0.9. */
  provisional: z.boolean(),
  /** Share of the known market cap in tokens whose state is stale. */
  staleWeight: known,
  /** Shape of the last 7 days, rebased to 1, oldest first; `null` at gaps; empty when unknown. */
  line7d: z.array(known),
})
export type LayerFigures = z.infer<typeof LayerFigures>

export const TokenFigures = z.object({
  /** CoinGecko id. */
  id: z.string(),
  symbol: z.string(),
  name: z.string(),
  /** Primary layer; `null` for benchmarks. */
  layer: z.nullable(z.string()),
  category: z.nullable(z.string()),
  alsoIn: z.array(z.object({ layer: z.string(), category: z.string() })),
  scope: z.enum(['core', 'adjacent']),
  /** From the mapping: `active`, `legacy`, `inactive`, `pre-launch`, or `benchmark`. */
  listing: z.enum(['active', 'legacy', 'inactive', 'pre-launch', 'benchmark']),
  /** One line for the badge of a legacy or inactive token, from the mapping. */
  note: z.nullable(z.string()),
  /** CoinGecko's market-cap rank. */
  rank: z.nullable(z.int()),
  price: known,
  marketCap: known,
  fullyDilutedValuation: known,
  volume24h: known,
  circulatingSupply: known,
  returns: TokenReturns,
  /** Where each return comes from: the upstream's own field, stored history, or nowhere. */
  returnsSource: z.record(z.enum(TOKEN_WINDOWS), z.nullable(z.enum(['upstream', 'history']))),
  high24h: known,
  low24h: known,
  ath: known,
  athDate: z.nullable(z.string()),
  /** Annualised fractions, USD closes; `7dHourly` from 168 hourly returns. */
  volatility: z.object({ '7d': known, '30d': known, '90d': known, '7dHourly': known }),
  volatilityPercentile: known,
  /** Daily returns behind `volatility["30d"]`. */
  volatilityN: count,
  volatilityReason: z.nullable(z.enum(UNKNOWN_REASONS)),
  sparkline7d: z.array(z.number()),
  /** Start weight in the primary layer's 24 h basket, 0…1; `null` outside it. */
  layerWeight: known,
  /** Contribution to the primary layer's 24 h return; `null` outside it. */
  layerContribution24h: known,
  lastUpdated: z.nullable(isoTime),
  /** Age of `lastUpdated` at `generatedAt` (recorded: at the recording's `asOf`), whole seconds. */
  ageSeconds: z.nullable(count),
  state: z.enum(TOKEN_STATES),
  flags: z.array(z.enum(TOKEN_FLAGS)),
})
export type TokenFigures = z.infer<typeof TokenFigures>

/** One change of a what-if: `to` null drops the token. `from`: its layers in the shipped mapping, the primary first. */
export const MappingMove = z.object({
  id: z.string(),
  from: z.array(z.string()),
  to: z.nullable(z.string()),
})
export type MappingMove = z.infer<typeof MappingMove>

export const Snapshot = z.object({
  schemaVersion: z.literal(1),
  /** Grows by one with every accepted batch; 0 for recorded data. */
  sequence: count,
  /** Newest accepted token time. */
  asOf: isoTime,
  /** When the last accepted batch was complete. */
  fetchedAt: isoTime,
  source: z.enum(['live', 'recorded']),
  status: z.enum(BOARD_STATUSES),
  /** Why recorded or old data is shown, one sentence; `null` when all is well. */
  statusReason: z.nullable(z.string()),
  generatedAt: isoTime,
  nextRefreshAt: z.nullable(isoTime),
  currency: z.string(),
  currencies: z.array(z.string()),
  mapping: z.object({ version: z.string(), sha256: z.string(), moves: z.array(MappingMove) }),
  weighting: z.enum(WEIGHTINGS),
  scope: z.enum(SCOPES),
  coverage: z.object({
    expected: count,
    priced: count,
    stale: count,
    missing: z.array(z.string()),
    quarantined: z.array(z.string()),
  }),
  /** Daily history of the tokens that need it. */
  history: z.object({ filled: count, needed: count }),
  attribution: z.object({ text: z.string(), url: z.string() }),
  layers: z.array(LayerFigures),
  sector: LayerFigures,
  /** Against the shipped mapping at the same prices; `null` on the board of the shipped mapping. */
  comparison: z.nullable(z.array(LayerComparison)),
  tokens: z.array(TokenFigures),
})
export type Snapshot = z.infer<typeof Snapshot>
