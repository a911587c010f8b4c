import { roundToDecimals } from '#lib/core/format/decimal-digits'
import { type FormattedNumber, UNKNOWN } from '#lib/core/format/formatted-number'
import { groupThousands } from '#lib/core/format/group-thousands'
import { toPlainDecimal } from '#lib/core/format/plain-decimal'
import { MINUS } from '#lib/core/format/typography'

/** A pure number such as a beta, a correlation or a Sharpe ratio, two decimals: '1.24', '−0.31'. */
export function formatRatio(value: number | null): FormattedNumber {
  if (value === null || !Number.isFinite(value)) return UNKNOWN
  const digits = roundToDecimals(value, 2)
  const sign = value < 0 && Number(digits) !== 0 ? MINUS : ''
  return {
    text: `${sign}${groupThousands(digits)}`,
    full: `${value < 0 ? MINUS : ''}${groupThousands(toPlainDecimal(Math.abs(value)))}`,
  }
}
