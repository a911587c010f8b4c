import { DAY_MS, HOUR_MS, type SeriesRange } from '#lib/core/market/window'

const TICK_EVERY_MS: Readonly<Record<Exclude<SeriesRange, '1y'>, number>> = {
  '24h': 4 * HOUR_MS,
  '7d': DAY_MS,
  '30d': 5 * DAY_MS,
  '90d': 15 * DAY_MS,
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

/** A domain around all values that ends on round numbers, and its ticks. `null` when nothing is known. */
export interface LevelScale {
  low: number
  high: number
  ticks: number[]
}

const TICKS_WANTED = 5

export function levelScale(values: readonly (number | null)[]): LevelScale | null {
  const known = values.filter((value) => value !== null)
  if (known.length === 0) return null
  const low = Math.min(100, ...known)
  const high = Math.max(100, ...known)
  const step = roundStep((high - low || 1) / (TICKS_WANTED - 1))
  const first = Math.floor(low / step) * step
  const count = Math.ceil((high - first) / step - 1e-9)
  const ticks = Array.from({ length: count + 1 }, (_, index) =>
    Number((first + index * step).toPrecision(12)),
  )
  return { low: first, high: ticks.at(-1) ?? high, ticks }
}

/** The next of 1, 2, 2.5, 5 × 10ⁿ. */
function roundStep(atLeast: number): number {
  const power = 10 ** Math.floor(Math.log10(atLeast))
  const factor = [1, 2, 2.5, 5, 10].find((candidate) => candidate * power >= atLeast - 1e-12)
  return (factor ?? 10) * power
}
