import { roundToDecimals } from '#lib/core/format/decimal-digits'
import { type FormattedNumber, UNKNOWN } from '#lib/core/format/formatted-number'
import { groupThousands } from '#lib/core/format/group-thousands'
import { percentNumber } from '#lib/core/format/percent-number'
import { toPlainDecimal } from '#lib/core/format/plain-decimal'
import { MINUS, NBSP } from '#lib/core/format/typography'

function signOf(value: number): string {
  if (value === 0) return ''
  return value > 0 ? '+' : MINUS
}

function withUnit(sign: string, magnitude: string, unit: string): string {
  return `${sign}${groupThousands(magnitude)}${NBSP}${unit}`
}

function allDigits(value: number): string {
  return toPlainDecimal(Math.abs(value))
}

/**
 * A change with its sign and two decimals; none once the rounded figure is over 100 %. Exactly 0 has no sign,
 * a change too small to show keeps its own: '+0.00 %'.
 */
export function formatPercent(fraction: number | null): FormattedNumber {
  const percent = percentNumber(fraction)
  if (percent === null) return UNKNOWN
  const sign = signOf(percent)
  const rounded = roundToDecimals(percent, 2)
  const shown = Number(rounded) > 100 ? roundToDecimals(percent, 0) : rounded
  return { text: withUnit(sign, shown, '%'), full: withUnit(sign, allDigits(percent), '%') }
}

/** A part of a whole, unsigned and without decimals; '<1 %' for what is below 1 % and not 0. */
export function formatShare(fraction: number | null): FormattedNumber {
  const percent = percentNumber(fraction)
  if (percent === null) return UNKNOWN
  const sign = percent < 0 ? MINUS : ''
  const full = withUnit(sign, allDigits(percent), '%')
  if (percent > 0 && percent < 1) return { text: withUnit('<', '1', '%'), full }
  return { text: withUnit(sign, roundToDecimals(percent, 0), '%'), full }
}

/** A contribution or difference in percentage points, with its sign and two decimals: '+1.31 pp'. */
export function formatPoints(fraction: number | null): FormattedNumber {
  const points = percentNumber(fraction)
  if (points === null) return UNKNOWN
  const sign = signOf(points)
  return {
    text: withUnit(sign, roundToDecimals(points, 2), 'pp'),
    full: withUnit(sign, allDigits(points), 'pp'),
  }
}
