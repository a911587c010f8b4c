import { median as d3Median } from 'd3-array'

/** Middle value, the mean of the two middle ones for an even count; `null` when empty. Example: [1, 9, 2] → 2. */
export function median(values: readonly number[]): number | null {
  return d3Median(values) ?? null
}
