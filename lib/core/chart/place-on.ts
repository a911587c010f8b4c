import type { ValueScale } from '#lib/core/chart/value-scale'

/** Where a value stands on a linear axis, 0 at its low end and 1 at its high one. */
export function placeOn({ low, high }: Pick<ValueScale, 'low' | 'high'>, value: number): number {
  return high === low ? 0.5 : (value - low) / (high - low)
}
