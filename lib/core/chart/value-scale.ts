/** A domain around all values that ends on round numbers, and its ticks. */
export interface ValueScale {
  low: number
  high: number
  ticks: number[]
}

export type ScaleKind = 'linear' | 'log'

export interface ValueScaleOptions {
  kind: ScaleKind
  /** A value that must be in sight, such as the 100 that rebased lines start from; `null` for none. */
  include: number | null
}

const TICKS_WANTED = 5

/**
 * The vertical axis for values, unknown ones left out. A logarithmic axis is only made of positive values. `null` when
 * nothing can be shown.
 */
export function valueScale(
  values: readonly (number | null)[],
  { kind, include }: ValueScaleOptions,
): ValueScale | null {
  const known = values.filter((value) => value !== null && (kind === 'linear' || value > 0)) as number[]
  if (known.length === 0) return null
  const [low, high] = extent(include === null ? known : [...known, include])
  return kind === 'log' ? logScale(low, high) : linearScale(low, high)
}

function extent(values: readonly number[]): [number, number] {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const value of values) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  return [low, high]
}

/** Differences below a millionth of the value are noise on an axis; below the smallest price there is nothing. */
const LEAST_PART = 1e-6
const SMALLEST = 1e-30

function linearScale(low: number, high: number): ValueScale {
  const size = Math.max(Math.abs(low), Math.abs(high))
  const isFlat = high === low || size < SMALLEST
  const span = isFlat ? (size < SMALLEST ? 1 : size) : Math.max(high - low, size * LEAST_PART)
  const step = roundStep(span / (TICKS_WANTED - 1))
  const first = Math.floor(low / step) * step
  const count = Math.max(1, Math.ceil((high - first) / step - 1e-9))
  const ticks = Array.from({ length: count + 1 }, (_, index) =>
    Number((first + index * step).toPrecision(12)),
  )
  return { low: ticks[0] ?? low, high: ticks.at(-1) ?? high, ticks }
}

/** The next of 1, 2, 2.5, 5 × 10ⁿ. */
function roundStep(atLeast: number): number {
  const power = 10 ** Math.floor(Math.log10(atLeast))
  const factor = [1, 2, 2.5, 5, 10].find((candidate) => candidate * power >= atLeast - 1e-12 * power)
  return (factor ?? 10) * power
}

const LOG_MANTISSAS = [1, 2, 5]
const FINE_LOG_MANTISSAS = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8]

/** Ends just around the values; ticks on 1, 2, 5 × 10ⁿ, finer ones where the axis spans less than a decade. */
function logScale(low: number, high: number): ValueScale {
  const margin = (high / low) ** 0.04
  const [from, to] = high > low ? [low / margin, high * margin] : [low / 1.1, high * 1.1]
  const coarse = logTicks(from, to, LOG_MANTISSAS)
  if (coarse.length >= 4) return { low: from, high: to, ticks: atMostEight(coarse) }
  const fine = logTicks(from, to, FINE_LOG_MANTISSAS)
  if (fine.length >= 3) return { low: from, high: to, ticks: atMostEight(fine) }
  const { ticks } = linearScale(from, to)
  return { low: from, high: to, ticks: ticks.filter((tick) => tick >= from && tick <= to) }
}

function atMostEight(ticks: readonly number[]): number[] {
  const stride = Math.ceil(ticks.length / 8)
  return ticks.filter((_, at) => at % stride === 0)
}

function logTicks(from: number, to: number, mantissas: readonly number[]): number[] {
  const ticks: number[] = []
  for (let power = Math.floor(Math.log10(from)); 10 ** power <= to; power += 1)
    for (const mantissa of mantissas) {
      const tick = Number((mantissa * 10 ** power).toPrecision(12))
      if (tick >= from && tick <= to) ticks.push(tick)
    }
  return ticks
}
