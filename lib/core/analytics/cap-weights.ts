import type { Weighting } from '#lib/core/contract/vocabulary'

/** Headline cap on one constituent's weight. */
export const HEADLINE_CAP = 0.3

/**
 * Constituent weights from market caps; they sum to 1.
 * `cap`: w = M / ΣM. `sqrt`: √M / Σ√M. `equal`: 1 / n. `capped`: market-cap weights where every weight above the
 * cap is set to it and the excess is spread over the uncapped in proportion to market cap, until none exceeds;
 * the effective cap is max(cap, 1 / n), so few constituents are weighted equally.
 * Input: caps > 0. Cost: O(n²) at worst for `capped`. Source: Bloomberg Galaxy Crypto Index
 * (capping), FTSE Grayscale sectors (square root).
 * Example: capped 30 % of [80, 10, 5, 5] → [0.3, 0.3, 0.2, 0.2].
 * @throws RangeError for a cap that is not a finite number above zero.
 */
export function capWeights(
  marketCaps: readonly number[],
  scheme: Weighting,
  cap: number = HEADLINE_CAP,
): number[] {
  const bad = marketCaps.findIndex((value) => !(Number.isFinite(value) && value > 0))
  if (bad !== -1)
    throw new RangeError(`capWeights requires market caps above 0, got ${marketCaps[bad]} at ${bad}`)
  if (scheme === 'equal') return marketCaps.map(() => 1 / marketCaps.length)
  const sizes = scheme === 'sqrt' ? marketCaps.map(Math.sqrt) : [...marketCaps]
  const total = sum(sizes)
  const weights = sizes.map((size) => size / total)
  return scheme === 'capped' ? limitWeights(weights, Math.max(cap, 1 / weights.length)) : weights
}

function limitWeights(weights: readonly number[], cap: number): number[] {
  const capped = new Set<number>()
  for (;;) {
    const free = sum(weights.filter((_, at) => !capped.has(at)))
    // Caps so far apart that the rest underflows to nothing: the rest then shares what is left equally.
    if (free === 0) return shareEqually(weights.length, capped, cap)
    const scale = (1 - cap * capped.size) / free
    const over = weights.flatMap((weight, at) => (!capped.has(at) && weight * scale > cap ? [at] : []))
    if (over.length === 0 || capped.size + over.length === weights.length) {
      return weights.map((weight, at) => (capped.has(at) || over.includes(at) ? cap : weight * scale))
    }
    for (const at of over) capped.add(at)
  }
}

function shareEqually(count: number, capped: ReadonlySet<number>, cap: number): number[] {
  const rest = (1 - cap * capped.size) / (count - capped.size)
  return Array.from({ length: count }, (_, at) => (capped.has(at) ? cap : rest))
}

function sum(values: readonly number[]): number {
  let total = 0
  for (const value of values) total += value
  return total
}
