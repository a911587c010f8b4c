/** A magnitude in scientific form: `digits` = d₁d₂d₃…, meaning d₁.d₂d₃… × 10^`exponent`. */
export interface DecimalDigits {
  digits: string
  exponent: number
}

/** The shortest digits that read back as the same double; the sign is dropped. */
export function decimalDigits(value: number): DecimalDigits {
  const scientific = Math.abs(value).toExponential()
  const at = scientific.indexOf('e')
  return { digits: scientific.slice(0, at).replace('.', ''), exponent: Number(scientific.slice(at + 1)) }
}

/**
 * |`value`| in units of 10^-`decimals`, rounded half up. Rounds the shortest decimal, not the binary value:
 * 1.005 to two decimals is 1.01, as a reader of the full number would round it.
 */
export function roundToUnits(value: number, decimals: number): bigint {
  const { digits, exponent } = decimalDigits(value)
  const kept = exponent + 1 + decimals
  if (kept < 0) return 0n
  const roundsUp = digits.charAt(kept) >= '5'
  return BigInt(digits.slice(0, kept).padEnd(kept, '0')) + (roundsUp ? 1n : 0n)
}

/** Exactly `count` significant digits of a non-zero `value`; 9.996 to three digits is 1.00 × 10¹. */
export function roundToSignificant(value: number, count: number): DecimalDigits {
  const { exponent } = decimalDigits(value)
  const digits = roundToUnits(value, count - 1 - exponent).toString()
  return { digits: digits.slice(0, count), exponent: exponent + digits.length - count }
}

/** |`value`| with exactly `decimals` digits after the point, never an exponent. */
export function roundToDecimals(value: number, decimals: number): string {
  const units = roundToUnits(value, decimals)
    .toString()
    .padStart(decimals + 1, '0')
  return placePoint({ digits: units, exponent: units.length - 1 - decimals })
}

/** Scientific form written out: digits with the point in its place, never an exponent. */
export function placePoint({ digits, exponent }: DecimalDigits): string {
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`
  const whole = exponent + 1
  if (digits.length <= whole) return digits.padEnd(whole, '0')
  return `${digits.slice(0, whole)}.${digits.slice(whole)}`
}
