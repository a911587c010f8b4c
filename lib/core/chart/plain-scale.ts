import { tickStep } from 'd3-array'

/** A straight axis over round numbers. */
export interface PlainScale {
  low: number
  high: number
  ticks: number[]
}

const NEAR = 1e-6

/** An axis around all values, with 0 where it is asked for, ending on round numbers; `null` when nothing is known. */
export function plainScale(
  values: readonly (number | null)[],
  { count, hasZero }: { count: number; hasZero: boolean },
): PlainScale | null {
  const known = values.filter((value) => value !== null)
  if (known.length === 0) return null
  const all = hasZero ? [...known, 0] : known
  const [least, greatest] = [Math.min(...all), Math.max(...all)]
  // Values that are all but one would make an axis of rounding errors.
  const pad = greatest - least > NEAR * Math.max(1, Math.abs(greatest)) ? 0 : 0.5
  const step = tickStep(least - pad, greatest + pad, count)
  const first = Math.floor((least - pad) / step + 1e-9)
  const last = Math.ceil((greatest + pad) / step - 1e-9)
  const ticks = Array.from({ length: last - first + 1 }, (_, at) =>
    Number(((first + at) * step).toPrecision(12)),
  )
  return { low: ticks[0] ?? least, high: ticks.at(-1) ?? greatest, ticks }
}

/** Where a value stands on the axis, 0 at its low end and 1 at its high one. */
export function placeOn({ low, high }: PlainScale, value: number): number {
  return high === low ? 0.5 : (value - low) / (high - low)
}
