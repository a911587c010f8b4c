import { requireWhole } from '#lib/core/analytics/argument-checks'
import { finiteOrNull } from '#lib/core/analytics/statistic'

/** Mean and sample variance of the values inside one window. */
export interface WindowMoments {
  /** Known values in the window. */
  n: number
  /** `null` without a value. */
  mean: number | null
  /** Divided by n − 1; `null` below two values. */
  variance: number | null
}

/** A run of values: its moments are kept relative to `reference`, a value of the run. */
interface Run {
  count: number
  reference: number
  /** Mean minus `reference`. */
  offset: number
  /** Σ (x − mean)². */
  squares: number
}

const EMPTY: Run = { count: 0, reference: 0, offset: 0, squares: 0 }

/**
 * Moments of the newest `window` slots as of every slot; the first ones see a shorter window.
 * Purpose: every rolling volatility, in one pass over the series instead of one per window.
 * Formula: the series is cut into blocks of one window's length; each window is the end of one block joined to the
 * beginning of the next. Ends and beginnings grow value by value (Welford) and are joined by Chan's formula. Nothing is ever
 * taken out of a sum, so no error is carried along, and each run counts from one of its own values, so a high level
 * costs no digits: as good as two passes over each window.
 * Gaps: `null` and non-finite values are left out and not counted.
 * Cost: O(n), whatever the window. Source: van Herk, Pattern Recognition Letters 13 (1992) for the blocks; Chan, Golub &
 * LeVeque, The American Statistician 37 (1983) for the join.
 * Example: [1, 2, 4] with window 2 → means 1, 1.5, 3 and variances null, 0.5, 2.
 * @throws RangeError for a window below 1
 */
export function rollingMoments(values: readonly (number | null)[], window: number): WindowMoments[] {
  requireWhole('rollingMoments', 'window', window, 1)
  const beginnings = blockBeginnings(values, window)
  const ends = blockEnds(values, window)
  return beginnings.map((beginning, last) => {
    const first = last - window + 1
    const fillsBlock = first <= 0 || first % window === 0
    return momentsOf(fillsBlock ? beginning : join(ends[first] ?? EMPTY, beginning))
  })
}

function blockBeginnings(values: readonly (number | null)[], window: number): Run[] {
  let run = EMPTY
  return values.map((value, slot) => {
    run = extend(slot % window === 0 ? EMPTY : run, value)
    return run
  })
}

function blockEnds(values: readonly (number | null)[], window: number): Run[] {
  const ends = new Array<Run>(values.length)
  let run = EMPTY
  for (let slot = values.length - 1; slot >= 0; slot -= 1) {
    run = extend(slot % window === window - 1 ? EMPTY : run, values[slot] ?? null)
    ends[slot] = run
  }
  return ends
}

function extend(run: Run, value: number | null): Run {
  if (value === null || !Number.isFinite(value)) return run
  if (run.count === 0) return { count: 1, reference: value, offset: 0, squares: 0 }
  const count = run.count + 1
  const distance = value - run.reference
  const step = distance - run.offset
  const offset = run.offset + step / count
  return { count, reference: run.reference, offset, squares: run.squares + step * (distance - offset) }
}

function join(left: Run, right: Run): Run {
  if (left.count === 0) return right
  if (right.count === 0) return left
  const count = left.count + right.count
  const distance = right.reference - left.reference + (right.offset - left.offset)
  return {
    count,
    reference: left.reference,
    offset: left.offset + (distance * right.count) / count,
    squares: left.squares + right.squares + (distance ** 2 * left.count * right.count) / count,
  }
}

function momentsOf({ count, reference, offset, squares }: Run): WindowMoments {
  return {
    n: count,
    mean: count === 0 ? null : finiteOrNull(reference + offset),
    variance: count < 2 ? null : finiteOrNull(squares / (count - 1)),
  }
}
