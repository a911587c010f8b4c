import { z } from 'zod'
import { DAYS_PER_YEAR } from '#lib/core/analytics/close-to-close-volatility'
import { dailyCloses } from '#lib/core/analytics/daily-closes'
import { hourlyPrices } from '#lib/core/analytics/hourly-prices'
import { rawDailyVolatility } from '#lib/core/analytics/raw-daily-volatility'
import { type ReturnWindow, windowReturns } from '#lib/core/analytics/window-returns'
import { DAY_MS, HOUR_MS } from '#lib/core/market/window'
import type { Operation } from '#lib/server/commands/vectors/operation'

const Slot = z.custom<number | null>((value) => value === null || typeof value === 'number')
/** A window that does not exist is refused by the formula, by name. */
const Window = z.custom<ReturnWindow>((value) => typeof value === 'string')
/** Raw `market_chart` rows, and when they were asked for. */
const RawPoints = z
  .object({ points: z.array(z.tuple([z.number(), Slot])), now: z.number() })
  .transform(({ points, now }) => ({
    now,
    points: points.map(([time, price]) => ({ time, price, marketCap: null })),
  }))

/** The operations that turn raw points into series and returns, by their names in the reference vectors. */
export const CLEANING_OPERATIONS: Record<string, Operation> = {
  windowReturns(input, params) {
    const series = z.object({ times: z.array(z.number()), values: z.array(Slot) }).parse(input)
    const Options = z.object({
      asOf: z.number(),
      windows: z.array(Window),
      toleranceMs: z.record(z.string(), z.number()).optional(),
    })
    return { returns: windowReturns(series, Options.parse(params)) }
  },

  cleanDaily(input) {
    const { points, now } = RawPoints.parse(input)
    const { firstDay, prices } = dailyCloses(points, now, { until: 'last' })
    return { days: prices.map((_, slot) => isoDate(firstDay + slot * DAY_MS)), prices }
  },

  cleanHourly(input) {
    const { points, now } = RawPoints.parse(input)
    const { firstHour, prices } = hourlyPrices(points, now, { until: 'last' })
    return { hours: prices.map((_, slot) => firstHour + slot * HOUR_MS), prices }
  },

  volFromRawDaily(input, params) {
    const { points, now } = RawPoints.parse(input)
    const Options = z.object({
      window: z.number(),
      minObs: z.number().optional(),
      periodsPerYear: z.number().default(DAYS_PER_YEAR),
    })
    const { window, minObs, periodsPerYear } = Options.parse(params)
    const result = rawDailyVolatility(points, now, { window, periodsPerYear, minReturns: minObs })
    return {
      last: result.value,
      n: result.n,
      lastDay: result.lastDay === null ? null : isoDate(result.lastDay),
    }
  },
}

function isoDate(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}
