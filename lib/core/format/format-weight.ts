import { roundToDecimals } from '#lib/core/format/decimal-digits'
import { type FormattedNumber, UNKNOWN } from '#lib/core/format/formatted-number'
import { groupThousands } from '#lib/core/format/group-thousands'
import { percentNumber } from '#lib/core/format/percent-number'
import { toPlainDecimal } from '#lib/core/format/plain-decimal'
import { MINUS, NBSP } from '#lib/core/format/typography'

/** A weight or a share of risk in percent, one decimal: '30.0 %'; a hedge has a minus. */
export function formatWeight(fraction: number | null): FormattedNumber {
  const percent = percentNumber(fraction)
  if (percent === null) return UNKNOWN
  const digits = roundToDecimals(percent, 1)
  const sign = percent < 0 ? MINUS : ''
  return {
    text: `${Number(digits) === 0 ? '' : sign}${groupThousands(digits)}${NBSP}%`,
    full: `${sign}${groupThousands(toPlainDecimal(Math.abs(percent)))}${NBSP}%`,
  }
}
