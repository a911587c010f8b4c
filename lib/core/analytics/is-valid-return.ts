/** A larger "return" is a broken feed, and its square would leave the range of numbers. */
const LARGEST_RETURN = 1e100

/**
 * A return that statistics may use: known, finite and no larger than 1e100 in size. Anything else is missing, not 0.
 * Unit: fraction per period. Example: −0.2 → true, NaN → false.
 */
export function isValidReturn(value: number | null | undefined): value is number {
  return value !== null && value !== undefined && Math.abs(value) <= LARGEST_RETURN
}
