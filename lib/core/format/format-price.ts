import { currencyPrefix } from '#lib/core/format/currency-prefix'
import { placePoint, roundToDecimals, roundToSignificant } from '#lib/core/format/decimal-digits'
import { type FormattedNumber, UNKNOWN } from '#lib/core/format/formatted-number'
import { groupThousands } from '#lib/core/format/group-thousands'
import { toPlainDecimal } from '#lib/core/format/plain-decimal'
import { MINUS } from '#lib/core/format/typography'

const SUBSCRIPT_DIGITS = '₀₁₂₃₄₅₆₇₈₉'
const SUBSCRIPT_FROM_ZEROS = 4

function subscript(count: number): string {
  return String(count).replace(/\d/g, (digit) => SUBSCRIPT_DIGITS.charAt(Number(digit)))
}

function fromOneUp(price: number): string {
  const rounded = roundToSignificant(price, 5)
  return rounded.exponent >= 3 ? groupThousands(roundToDecimals(price, 2)) : placePoint(rounded)
}

function belowOne(price: number): string {
  const rounded = roundToSignificant(price, 4)
  if (rounded.exponent >= 0) return fromOneUp(1)
  const zeros = -rounded.exponent - 1
  return zeros < SUBSCRIPT_FROM_ZEROS ? placePoint(rounded) : `0.0${subscript(zeros)}${rounded.digits}`
}

/**
 * A price, never compacted: two decimals and grouping from 1 000, five significant digits from 1, four below,
 * from four zeros after the point on with their count as a subscript ($0.0₅4232). Trailing zeros stay.
 * The rounded price decides the form: 999.996 prints as $1,000.00, 0.99996 as $1.0000.
 */
export function formatPrice(value: number | null, currency: string): FormattedNumber {
  if (value === null || !Number.isFinite(value)) return UNKNOWN
  const price = Math.abs(value)
  const prefix = `${value < 0 ? MINUS : ''}${currencyPrefix(currency)}`
  const full = `${prefix}${groupThousands(toPlainDecimal(price))}`
  if (price === 0) return { text: full, full }
  return { text: `${prefix}${price >= 1 ? fromOneUp(price) : belowOne(price)}`, full }
}
