import fc from 'fast-check'

/** How often a property is tried. */
export const MANY_RUNS = { numRuns: 1000 }

/** A series as no feed should send it: gaps, NaN, infinities, zeros, negatives, the smallest and the largest doubles. */
export const unrulySeries = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.double({ min: 1e-9, max: 1e6, noNaN: true }) },
    { weight: 2, arbitrary: fc.double() },
    fc.constantFrom(null, 0, -1, 5e-324, 1e-300, 1e300, Number.MAX_VALUE, -Number.MAX_VALUE),
    fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  ),
  { maxLength: 60 },
)

/** Returns between −40 % and +40 % on a grid of a hundredth of a percent, so that no spread is a mere rounding. */
export const plainReturns = (minLength: number, maxLength = 60) =>
  fc.array(
    fc.integer({ min: -4000, max: 4000 }).map((steps) => steps / 10_000),
    { minLength, maxLength },
  )

/** Prices that walk from 100 by plain returns. */
export const plainPrices = (minLength: number, maxLength = 60) =>
  plainReturns(minLength - 1, maxLength - 1).map((returns) => {
    const prices = [100]
    for (const value of returns) prices.push((prices.at(-1) as number) * (1 + value))
    return prices
  })

/** Every number anywhere inside a result that is none to print: NaN and the infinities. */
export function unprintableNumbers(result: unknown): unknown[] {
  if (typeof result === 'number') return Number.isFinite(result) ? [] : [result]
  if (typeof result !== 'object' || result === null) return []
  return Object.values(result).flatMap(unprintableNumbers)
}
