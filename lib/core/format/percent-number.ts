const SAFE_DIGITS = 15

/**
 * A fraction as a number in percent, in 15 significant digits: the sixteenth is noise of the multiplication
 * (0.07 × 100 is 7.000000000000001). What the screen rounds and what the CSV prints is this number.
 */
export function percentNumber(fraction: number | null): number | null {
  if (fraction === null) return null
  const percent = fraction * 100
  return Number.isFinite(percent) ? Number(percent.toPrecision(SAFE_DIGITS)) : null
}
