import { roundToDecimals, roundToUnits } from '#lib/core/format/decimal-digits'
import { type FormattedNumber, UNKNOWN } from '#lib/core/format/formatted-number'
import { groupThousands } from '#lib/core/format/group-thousands'
import { percentNumber } from '#lib/core/format/percent-number'
import { toPlainDecimal } from '#lib/core/format/plain-decimal'
import { NBSP } from '#lib/core/format/typography'

/** An annualised volatility (a fraction, never negative) in percent with one decimal; unit and window are in the head. */
export function formatVolatility(fraction: number | null): FormattedNumber {
  const percent = percentNumber(fraction)
  if (percent === null || percent < 0) return UNKNOWN
  return {
    text: `${groupThousands(roundToDecimals(percent, 1))}${NBSP}%`,
    full: `${groupThousands(toPlainDecimal(percent))}${NBSP}%`,
  }
}

function ordinalSuffix(count: number): string {
  const lastTwo = count % 100
  if (lastTwo >= 11 && lastTwo <= 13) return 'th'
  return { 1: 'st', 2: 'nd', 3: 'rd' }[count % 10] ?? 'th'
}

/** A percentile given as 0…1, rounded to a whole one: '64th pct'. */
export function formatPercentile(percentile: number | null): FormattedNumber {
  const percent = percentNumber(percentile)
  if (percent === null || percent < 0) return UNKNOWN
  const whole = Number(roundToUnits(percent, 0))
  return { text: `${whole}${ordinalSuffix(whole)} pct`, full: `percentile ${toPlainDecimal(percent)}` }
}
