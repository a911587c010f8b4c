import { roundToDecimals } from '#lib/core/format/decimal-digits'
import { UNKNOWN } from '#lib/core/format/formatted-number'
import { NBSP } from '#lib/core/format/typography'

const SMALLEST = 0.001

/** A p-value with its sign of comparison, for a sentence: 'p = 0.48', 'p = 0.004', 'p < 0.001'; 'p = —' when unknown. */
export function formatPValue(value: number | null): string {
  if (value === null || !(value >= 0 && value <= 1)) return `p${NBSP}=${NBSP}${UNKNOWN.text}`
  if (value < SMALLEST) return `p${NBSP}<${NBSP}${SMALLEST}`
  return `p${NBSP}=${NBSP}${roundToDecimals(value, value < 0.01 ? 3 : 2)}`
}
