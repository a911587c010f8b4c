import { DAY_MS, HOUR_MS, SERIES_RANGES, type SeriesRange, WINDOW_MS } from '#lib/core/market/window'

const TICK_EVERY_MS: Readonly<Record<Exclude<SeriesRange, '1y'>, number>> = {
  '24h': 4 * HOUR_MS,
  '7d': DAY_MS,
  '30d': 5 * DAY_MS,
  '90d': 15 * DAY_MS,
}

/** How much longer than a range its lines may be: a day of closes before the first. */
const SLACK = 1.2

/**
 * The range whose axis suits what there is to show: a history shorter than the range it is asked for has the finer steps
 * of a shorter one.
 */
export function axisRange(from: number, to: number, asked: SeriesRange): SeriesRange {
  const fitting = SERIES_RANGES.find((range) => to - from <= SLACK * WINDOW_MS[range]) ?? asked
  return SERIES_RANGES.indexOf(fitting) < SERIES_RANGES.indexOf(asked) ? fitting : asked
}

/** Times of the time axis on round UTC hours, days or months, ms. */
export function timeTicks(from: number, to: number, range: SeriesRange): number[] {
  return range === '1y' ? monthTicks(from, to, 2) : steppedTicks(from, to, TICK_EVERY_MS[range])
}

function steppedTicks(from: number, to: number, step: number): number[] {
  const ticks: number[] = []
  for (let time = Math.ceil(from / step) * step; time <= to; time += step) ticks.push(time)
  return ticks
}

function monthTicks(from: number, to: number, every: number): number[] {
  const ticks: number[] = []
  const first = new Date(from)
  for (let month = 1; ; month += every) {
    const time = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + month)
    if (time > to) return ticks
    ticks.push(time)
  }
}
