import { placePoint, roundToSignificant } from '#lib/core/format/decimal-digits'
import { type FormattedNumber, UNKNOWN } from '#lib/core/format/formatted-number'
import { groupThousands } from '#lib/core/format/group-thousands'
import { toPlainDecimal } from '#lib/core/format/plain-decimal'
import { MINUS } from '#lib/core/format/typography'

const DIGITS = 6

/** A bare number to calculate with, six significant digits without trailing zeros after the point: '0.0461712'. */
export function formatSignificant(value: number | null): FormattedNumber {
  if (value === null || !Number.isFinite(value)) return UNKNOWN
  const sign = value < 0 ? MINUS : ''
  const full = `${sign}${groupThousands(toPlainDecimal(Math.abs(value)))}`
  if (value === 0) return { text: '0', full }
  const digits = placePoint(roundToSignificant(value, DIGITS))
  const text = digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits
  return { text: `${sign}${groupThousands(text)}`, full }
}
