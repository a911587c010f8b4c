import * as z from 'zod/mini'
import { TokenFigures } from '#lib/core/contract/snapshot'
import { TOKEN_FLAGS, UNKNOWN_REASONS } from '#lib/core/contract/vocabulary'
import { ConeRow } from '#lib/core/contract/volatility'
import { SERIES_RANGES } from '#lib/core/market/window'

/** Why a figure of one token is unknown. */
export const TOKEN_REASONS = [
  ...UNKNOWN_REASONS,
  'no-downside',
  'no-drawdown',
  'inconsistent-candle',
  'out-of-range',
  'no-volume',
  'no-supply',
  'no-valuation',
  'no-range',
  'no-shape',
] as const
export type TokenReason = (typeof TOKEN_REASONS)[number]

const known = z.nullable(z.number())
const count = z.int().check(z.nonnegative())
const reason = z.nullable(z.enum(TOKEN_REASONS))

export const TokenBeta = z.object({
  /** `bitcoin`, `ethereum`, `sector`, or the id of the token's primary layer. */
  id: z.string(),
  kind: z.enum(['benchmark', 'sector', 'layer']),
  name: z.string(),
  beta: known,
  /** 95 % band of `beta`: ± 1.96 standard errors. */
  betaLow: known,
  betaHigh: known,
  /** Fraction per day; not annualised. */
  alpha: known,
  correlation: known,
  /** 95 % interval of `correlation`. */
  correlationLow: known,
  correlationHigh: known,
  /** Of `beta`. */
  standardError: known,
  /** Days on which both returns are known. */
  n: count,
  reason,
})
export type TokenBeta = z.infer<typeof TokenBeta>

export const TokenDrawdown = z.object({
  /** Days. */
  window: count,
  /** Deepest fall between closes of the window, a negative fraction; 0 for a price that never fell. */
  maximum: known,
  /** 00:00 UTC of the closes, ms. `recovery` is `null` while the price has not been back at the peak. */
  peak: known,
  trough: known,
  recovery: known,
  daysToTrough: known,
  daysToRecovery: known,
  /** Newest close below the highest one of the window: 0…−1. */
  current: known,
  /** Known daily returns of the window. */
  n: count,
  reason,
})
export type TokenDrawdown = z.infer<typeof TokenDrawdown>

export const RISK_FIGURES = [
  'sharpe-ratio',
  'sortino-ratio',
  'value-at-risk',
  'expected-shortfall',
  'skewness',
  'excess-kurtosis',
] as const
export type RiskFigureId = (typeof RISK_FIGURES)[number]

export const TokenRiskFigure = z.object({
  id: z.enum(RISK_FIGURES),
  /** Days. */
  window: count,
  /** Sharpe and Sortino per √year, value at risk and shortfall a day's return (a loss is negative), shapes without unit. */
  value: known,
  n: count,
  reason,
})
export type TokenRiskFigure = z.infer<typeof TokenRiskFigure>

export const TokenVolatility = z.object({
  /** Days. */
  window: count,
  /** Annualised fraction of daily closes, its standard error and 95 % band. */
  current: known,
  standardError: known,
  low: known,
  high: known,
  /** Against the own year of the same window, 0…1. */
  percentile: known,
  n: count,
  reason,
})
export type TokenVolatility = z.infer<typeof TokenVolatility>

const lineReason = z.nullable(z.enum(UNKNOWN_REASONS))

export const TokenChart = z.object({
  step: z.enum(['hour', 'day']),
  /** ms UTC, ascending; the last may be the running price. */
  times: z.array(z.number()),
  /** USD. */
  price: z.array(known),
  /** Below the highest price of the range so far: 0…−1. */
  drawdown: z.array(known),
  /** 100 at `rebasedAt`: the first time at which every line that can be drawn is known. */
  rebased: z.object({ token: z.array(known), layer: z.array(known), bitcoin: z.array(known) }),
  rebasedAt: known,
  /** By day the layer's index, by the hour its buy-and-hold basket, which is the board's own line. */
  layerLine: z.nullable(z.enum(['index', 'basket'])),
  /** Why an overlay cannot be drawn; `null` for one that can, and for a token that has none. */
  layerReason: lineReason,
  bitcoinReason: lineReason,
  /** Closes that look like bad ticks, with the price as it came; no line goes through them. */
  suspects: z.array(z.object({ time: z.number(), price: z.number() })),
  /** The hours come from the untimed 7-day shape until hourly history has arrived. */
  provisional: z.boolean(),
  /** First stored daily close, ms UTC. */
  since: known,
  /** Why there is no price line. */
  reason: lineReason,
})
export type TokenChart = z.infer<typeof TokenChart>

export const TokenCheck = z.object({
  id: z.enum(TOKEN_FLAGS),
  result: z.enum(['passed', 'failed', 'unchecked']),
  /** What the upstream says: a market cap, a 24 h change, a price, a turnover, or the longest run of equal closes. */
  reported: known,
  /** What it is held against; a bound without an end is `null`. */
  expectedLow: known,
  expectedHigh: known,
  /** Allowed beyond the bounds: a fraction of the compared value, for `change-mismatch` a difference of fractions. */
  tolerance: known,
  /** Why there was nothing to compare. */
  reason,
})
export type TokenCheck = z.infer<typeof TokenCheck>

const Membership = z.object({
  layer: z.string(),
  layerName: z.string(),
  category: z.string(),
  categoryName: z.string(),
  primary: z.boolean(),
  /** Of the token's size, in additive figures; all memberships sum to 1. */
  share: z.number(),
  reason: z.string(),
  source: z.object({ title: z.string(), date: z.string() }),
})

/** Answer of `/api/tokens/{id}`: one token against its layer. What rests on history is in USD. */
export const TokenDetail = z.object({
  asOf: z.string(),
  range: z.enum(SERIES_RANGES),
  source: z.enum(['live', 'recorded']),
  /** Of `token`, `liquidity`, `supply` and `checks`. */
  currency: z.string(),
  /** The token's row of the snapshot. */
  token: TokenFigures,
  /** Day the mapping knows the token since. */
  since: z.nullable(z.string()),
  aliases: z.array(z.string()),
  /** Daily simple returns of 90 days; the own layer without the token. */
  betas: z.array(TokenBeta),
  drawdown: z.array(TokenDrawdown),
  chart: TokenChart,
  risk: z.array(TokenRiskFigure),
  volatility: z.array(TokenVolatility),
  cone: z.array(ConeRow),
  liquidity: z.object({
    /** Volume of 24 h over market cap. */
    turnover: known,
    /** Turnover below which the market counts as thin. */
    thinBelow: z.number(),
    isThin: z.nullable(z.boolean()),
    reason,
  }),
  supply: z.object({
    circulating: known,
    circulatingReason: reason,
    fullyDilutedValuation: known,
    /** Market cap over fully diluted valuation. */
    capToFullyDiluted: known,
    capToFullyDilutedReason: reason,
    /** Growth of the counted supply over 24 h, fraction; positive dilutes. */
    issuance24h: known,
    issuanceReason: reason,
  }),
  checks: z.array(TokenCheck),
  memberships: z.array(Membership),
  links: z.object({ coingecko: z.string(), website: z.nullable(z.string()) }),
})
export type TokenDetail = z.infer<typeof TokenDetail>
