import { z } from 'zod'
import { calmarRatio } from '#lib/core/analytics/calmar-ratio'
import {
  closeToCloseVolatility,
  rollingCloseToCloseVolatility,
} from '#lib/core/analytics/close-to-close-volatility'
import { downsideDeviation } from '#lib/core/analytics/downside-deviation'
import { type EwmaSeed, ewmaVolatility } from '#lib/core/analytics/ewma-volatility'
import { hampelFilter } from '#lib/core/analytics/hampel-filter'
import { isValidPrice, logReturns } from '#lib/core/analytics/log-returns'
import { maximumDrawdown } from '#lib/core/analytics/maximum-drawdown'
import { momentum } from '#lib/core/analytics/momentum'
import { quantiles } from '#lib/core/analytics/quantile'
import {
  RANGE_ESTIMATORS,
  rangeVolatility,
  rollingRangeVolatility,
} from '#lib/core/analytics/range-volatility'
import { sampleMoments } from '#lib/core/analytics/sample-moments'
import { sharpeRatio } from '#lib/core/analytics/sharpe-ratio'
import { simpleReturns } from '#lib/core/analytics/simple-returns'
import { sortinoRatio } from '#lib/core/analytics/sortino-ratio'
import { valueAtRisk } from '#lib/core/analytics/value-at-risk'
import { volatilityCone } from '#lib/core/analytics/volatility-cone'
import { volatilityOfVolatility } from '#lib/core/analytics/volatility-of-volatility'
import { TIE_RULES, volatilityStanding } from '#lib/core/analytics/volatility-percentile'
import type { Operation } from '#lib/server/commands/vectors/operation'

/** A slot is a number of any kind or `null`: what is usable is for the formula to say. */
const Slots = z.array(z.custom<number | null>((value) => value === null || typeof value === 'number'))
const Prices = z.object({ prices: Slots })
const Returns = z.object({ returns: Slots })
const Values = z.object({ x: Slots })
const Candles = z.object({ open: Slots, high: Slots, low: Slots, close: Slots })
const Annual = z.object({ periodsPerYear: z.number() })
const Windowed = Annual.extend({ window: z.number() })
const Target = Annual.extend({ mar: z.number() })
const Seed = z.union([
  z.enum(['first', 'normalized', 'truncated']),
  z
    .string()
    .regex(/^seedMean:\d+$/)
    .transform((text): EwmaSeed => ({ meanOf: Number(text.slice('seedMean:'.length)) })),
])
/** The format does not name this parameter: one length or a list of them, in the singular or the plural. */
const Lookbacks = z
  .object({
    lookbacks: z.array(z.number()).optional(),
    lookback: z.union([z.number(), z.array(z.number())]).optional(),
  })
  .refine(
    ({ lookbacks, lookback }) => lookbacks !== undefined || lookback !== undefined,
    'lookbacks are missing',
  )
  .transform(({ lookbacks, lookback }) => lookbacks ?? [lookback ?? []].flat())

/** The operations on one series, by their names in the reference vectors. */
export const SERIES_OPERATIONS: Readonly<Record<string, Operation>> = {
  returns(input, params) {
    const { prices } = Prices.parse(input)
    const { kind } = z.object({ kind: z.enum(['log', 'simple']) }).parse(params)
    return { returns: kind === 'log' ? logReturns(prices) : simpleReturns(prices) }
  },

  volClose(input, params) {
    const { window, periodsPerYear } = Windowed.parse(params)
    const options = { window, periodsPerYear, minReturns: window }
    const rolling = rollingCloseToCloseVolatility(Prices.parse(input).prices, options)
    return { last: rolling.at(-1) ?? null, rolling }
  },

  volCloseGaps(input, params) {
    const { window, periodsPerYear, minObs } = Windowed.extend({ minObs: z.number() }).parse(params)
    const options = { window, periodsPerYear, minReturns: minObs }
    const { value, n } = closeToCloseVolatility(Prices.parse(input).prices, options)
    return { last: value, n }
  },

  volEwma(input, params) {
    const { lambda, periodsPerYear, init } = Annual.extend({ lambda: z.number(), init: Seed }).parse(params)
    return {
      last: ewmaVolatility(Returns.parse(input).returns, { lambda, periodsPerYear, seed: init }).value,
    }
  },

  volRange(input, params) {
    const options = Windowed.extend({ estimator: z.enum(RANGE_ESTIMATORS) }).parse(params)
    const candles = Candles.parse(input)
    return {
      last: rangeVolatility(candles, options).value,
      rolling: rollingRangeVolatility(candles, options),
    }
  },

  sharpe(input, params) {
    const { rfPerPeriod, periodsPerYear } = Annual.extend({ rfPerPeriod: z.number() }).parse(params)
    const options = { riskFreePerPeriod: rfPerPeriod, periodsPerYear }
    return { value: sharpeRatio(Returns.parse(input).returns, options).value }
  },

  downsideDeviation(input, params) {
    const { mar, periodsPerYear } = Target.parse(params)
    return {
      ...downsideDeviation(Returns.parse(input).returns, { minimumAcceptableReturn: mar, periodsPerYear }),
    }
  },

  sortino(input, params) {
    const { mar, periodsPerYear } = Target.parse(params)
    const options = { minimumAcceptableReturn: mar, periodsPerYear }
    return { value: sortinoRatio(Returns.parse(input).returns, options).value }
  },

  drawdown(input) {
    return { ...maximumDrawdown(Prices.parse(input).prices) }
  },

  calmar(input, params) {
    // As in `drawdown`, the vectors take a missing price for no period at all.
    const prices = Prices.parse(input).prices.filter(isValidPrice)
    return { ...calmarRatio(prices, Annual.parse(params).periodsPerYear) }
  },

  varCvar(input, params) {
    const { level, minObs } = z.object({ level: z.number(), minObs: z.number() }).parse(params)
    const result = valueAtRisk(Returns.parse(input).returns, { level, minReturns: minObs })
    return { var: result.valueAtRisk, cvar: result.conditional, n: result.n }
  },

  quantile(input, params) {
    const { p } = z.object({ p: z.array(z.number()) }).parse(params)
    return { q: quantiles(Values.parse(input).x, p) }
  },

  moments(input) {
    const moments = sampleMoments(Values.parse(input).x)
    return {
      n: moments.n,
      mean: moments.mean,
      sd: moments.standardDeviation,
      skew: moments.skewness,
      exKurt: moments.excessKurtosis,
      skewPop: moments.populationSkewness,
      exKurtPop: moments.populationExcessKurtosis,
    }
  },

  volCone(input, params) {
    const Shape = Annual.extend({ horizons: z.array(z.number()), percentiles: z.array(z.number()) })
    const options = Shape.parse(params)
    const cone = volatilityCone(Prices.parse(input).prices, options)
    return {
      horizons: cone.map(({ horizon, count, current, quantiles: values }) => ({
        n: horizon,
        count,
        current,
        ...Object.fromEntries(options.percentiles.map((percentile, at) => [`p${percentile}`, values[at]])),
      })),
    }
  },

  volPercentile(input, params) {
    const { history, current } = z.object({ history: Slots, current: z.number().nullable() }).parse(input)
    const { ties, minObs } = z.object({ ties: z.enum(TIE_RULES), minObs: z.number() }).parse(params)
    const { percentile, rank } = volatilityStanding(history, current, { ties, minHistory: minObs })
    return { percentile, rank }
  },

  volOfVol(input, params) {
    const { vols } = z.object({ vols: Slots }).parse(input)
    const result = volatilityOfVolatility(vols, Annual.parse(params).periodsPerYear)
    return {
      sdLevel: result.levelDeviation,
      cv: result.coefficientOfVariation,
      annLogChange: result.annualizedLogChange,
    }
  },

  momentum(input, params) {
    const { prices } = Prices.parse(input)
    const rates = Lookbacks.parse(params).map((lookback) => [`${lookback}`, momentum(prices, lookback).value])
    return { roc: Object.fromEntries(rates) }
  },

  hampel(input, params) {
    const { k, t0 } = z.object({ k: z.number(), t0: z.number() }).parse(params)
    return { ...hampelFilter(Values.parse(input).x, { halfWidth: k, threshold: t0 }) }
  },
}
