import { z } from 'zod'
import { absorptionRatio } from '#lib/core/analytics/absorption-ratio'
import { requireEqualLengths, requireWhole } from '#lib/core/analytics/argument-checks'
import { beta } from '#lib/core/analytics/beta'
import { knownCapWeights } from '#lib/core/analytics/cap-weights'
import { DAYS_PER_YEAR } from '#lib/core/analytics/close-to-close-volatility'
import { type CorrelationMode, correlationMatrix } from '#lib/core/analytics/correlation-matrix'
import { dispersion } from '#lib/core/analytics/dispersion'
import { indexHistory } from '#lib/core/analytics/index-levels'
import { layerChange24h } from '#lib/core/analytics/layer-change-24h'
import { INDEX_BASE } from '#lib/core/analytics/layer-index'
import { layerTotals } from '#lib/core/analytics/layer-totals'
import { priceBreadth } from '#lib/core/analytics/price-breadth'
import { returnContribution } from '#lib/core/analytics/return-contribution'
import { riskContribution } from '#lib/core/analytics/risk-contribution'
import { trackingError } from '#lib/core/analytics/tracking-error'
import type { Weighting } from '#lib/core/contract/vocabulary'
import { CLEANING_OPERATIONS } from '#lib/server/commands/vectors/cleaning-operations'
import type { Operation } from '#lib/server/commands/vectors/operation'

/** A slot is a number of any kind or `null`: what is usable is for the formula to say. */
const Slot = z.custom<number | null>((value) => value === null || typeof value === 'number')
const Slots = z.array(Slot)
const Rows = z.array(Slots)
const SlotsById = z.record(z.string(), Slots)
/** A scheme or mode that does not exist is refused by the formula, by name. */
const Scheme = z.custom<Weighting>((value) => typeof value === 'string')
const Mode = z.custom<CorrelationMode>((value) => typeof value === 'string')
const Pair = z.object({ asset: Slots, benchmark: Slots })
const Annual = z.object({ periodsPerYear: z.number().default(DAYS_PER_YEAR) })
const Weights = z.object({
  scheme: Scheme,
  cap: z.number().nullish(),
  floor: z.number().nullish(),
})
const Coin = z.object({
  id: z.string(),
  market_cap: Slot.optional(),
  price_change_percentage_24h: Slot.optional(),
  market_cap_change_24h: Slot.optional(),
})
const Membership = z.object({ layer: z.string(), share: z.number().nullish() })
const MemberSpan = z.object({ from: z.number().nullish(), to: z.number().nullish() })
const IndexInput = z.object({
  dates: z.array(z.unknown()),
  prices: SlotsById,
  marketCaps: SlotsById.default({}),
  members: z.record(z.string(), MemberSpan).nullish(),
})

function limitsOf({ cap, floor }: z.infer<typeof Weights>) {
  return { cap: cap ?? undefined, floor: floor ?? undefined }
}

/** The operations on several series, by their names in the reference vectors. */
export const PORTFOLIO_OPERATIONS: Record<string, Operation> = {
  ...CLEANING_OPERATIONS,

  beta(input, params) {
    const { asset, benchmark } = Pair.parse(input)
    const { minObs } = z.object({ minObs: z.number().nullish() }).parse(params)
    return { ...beta(asset, benchmark, minObs ?? undefined) }
  },

  trackingError(input, params) {
    const { asset, benchmark } = Pair.parse(input)
    const result = trackingError(asset, benchmark, Annual.parse(params))
    return { te: result.trackingError, ir: result.informationRatio }
  },

  corrMatrix(input, params) {
    const { returns } = z.object({ returns: SlotsById }).parse(input)
    // Two is the least a correlation can be computed from; screens ask for 60.
    const Options = z.object({ mode: Mode.default('pairwise'), minOverlap: z.number().default(2) })
    return { ...correlationMatrix(Object.entries(returns), Options.parse(params)) }
  },

  absorption(input, params) {
    const { returns } = z.object({ returns: Rows }).parse(input)
    return { ...absorptionRatio(returns, z.object({ fraction: z.number().optional() }).parse(params)) }
  },

  riskContribution(input, params) {
    const { returns, weights } = z.object({ returns: Rows, weights: z.array(z.number()) }).parse(input)
    const result = riskContribution(returns, weights, Annual.parse(params))
    return {
      vol: result.volatility,
      marginal: result.marginal,
      contribution: result.contribution,
      pct: result.share,
      diversificationRatio: result.diversificationRatio,
      weightedAvgVol: result.weightedAverageVolatility,
    }
  },

  dispersion(input) {
    const { returns, weights } = z.object({ returns: Slots, weights: Slots }).parse(input)
    return { ...dispersion(returns, weights) }
  },

  breadth(input, params) {
    const { prices } = z.object({ prices: SlotsById }).parse(input)
    const { maWindow } = z.object({ maWindow: z.number().default(30) }).parse(params)
    return { ...priceBreadth(Object.values(prices), maWindow) }
  },

  capWeights(input, params) {
    const { marketCaps } = z.object({ marketCaps: Slots }).parse(input)
    const options = Weights.parse(params)
    return { weights: knownCapWeights(marketCaps, options.scheme, limitsOf(options)) }
  },

  indexLevels(input, params) {
    const { dates, prices, marketCaps, members } = IndexInput.parse(input)
    const Schedule = Weights.extend({
      base: z.number().default(INDEX_BASE),
      rebalanceAt: z.array(z.number()),
    })
    const options = Schedule.parse(params)
    requireEqualLengths('indexLevels', { dates, ...prices })
    requireEqualLengths('indexLevels', { dates, ...marketCaps })
    for (const slot of options.rebalanceAt) requireWhole('indexLevels', 'rebalanceAt', slot, 0)
    const rebalances = new Set([0, ...options.rebalanceAt])
    const { levels, weights } = indexHistory(
      Object.entries(prices).map(([id, own]) => ({ id, prices: own, marketCaps: marketCaps[id] ?? [] })),
      dates.length,
      {
        weighting: options.scheme,
        limits: limitsOf(options),
        base: options.base,
        isRebalance: (slot) => rebalances.has(slot),
        // Nobody enters between rebalances, not even while the index is still empty.
        isMember: (id, slot) => rebalances.has(slot) && isInside(members?.[id], slot),
      },
    )
    return {
      levels,
      weights: Object.fromEntries([...weights].map(([slot, byId]) => [slot, Object.fromEntries(byId)])),
    }
  },

  returnContribution(input) {
    const { beginWeights, returns } = z.object({ beginWeights: Rows, returns: Rows }).parse(input)
    return { ...returnContribution(beginWeights, returns) }
  },

  layerChange24h(input) {
    const { coins } = z.object({ coins: z.array(Coin) }).parse(input)
    return { ...layerChange24h(coins.map(dayTokenOf)) }
  },

  layerTotals(input) {
    const Shape = z.object({
      coins: z.array(Coin),
      membership: z.record(z.string(), z.array(Membership)),
    })
    const { coins, membership } = Shape.parse(input)
    const tokens = coins.map(({ id, market_cap }) => ({
      id,
      marketCap: market_cap ?? null,
      memberships: (membership[id] ?? []).map(({ layer, share }) => ({ layer, share: share ?? undefined })),
    }))
    return { ...layerTotals(tokens) }
  },
}

function isInside(span: z.infer<typeof MemberSpan> | undefined, slot: number): boolean {
  return slot >= (span?.from ?? Number.NEGATIVE_INFINITY) && slot < (span?.to ?? Number.POSITIVE_INFINITY)
}

function dayTokenOf(coin: z.infer<typeof Coin>) {
  const percent = coin.price_change_percentage_24h ?? null
  return {
    id: coin.id,
    marketCap: coin.market_cap ?? null,
    return: percent === null ? null : percent / 100,
    marketCapChange: coin.market_cap_change_24h ?? null,
  }
}
