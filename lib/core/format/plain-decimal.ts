import { decimalDigits, placePoint } from '#lib/core/format/decimal-digits'

/**
 * The shortest digits that read back as the same double, without an exponent: `Number(text) === value`.
 * ASCII minus, no grouping; -0 is '0'. Refuses NaN and the infinities: they have no decimal.
 */
export function toPlainDecimal(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} has no decimal notation`)
  return `${value < 0 ? '-' : ''}${placePoint(decimalDigits(value))}`
}
