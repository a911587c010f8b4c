import { WEIGHTINGS, type Weighting } from '#lib/core/contract/vocabulary'

/** Headline cap on one constituent's weight. */
const HEADLINE_CAP = 0.3

/** Bounds on one constituent's weight, 0…1; they hold for `capped` only. */
export interface WeightLimits {
  /** Never below 1 / n in effect. */
  cap?: number
  /** Never above 1 / n in effect. */
  floor?: number
}

/**
 * Constituent weights from market caps; they sum to 1.
 * Purpose: every index and every basket.
 * Formula: `cap`: w = M / ΣM. `sqrt`: √M / Σ√M. `equal`: 1 / n. `capped`: market-cap weights where every weight above the
 * cap is set to it and the excess is spread over the uncapped in proportion to market cap, until none exceeds; weights
 * below the floor are lifted to it at the expense of the others. That is w = min(cap, max(floor, c M)) with the one c
 * that makes Σw = 1. Unit: 0…1.
 * Input: caps > 0. Cost: O(n²) at worst for `capped`. Source: Bloomberg Galaxy Crypto Index
 * (cap and floor), FTSE Grayscale sectors (square root).
 * Example: capped 30 % of [80, 10, 5, 5] → [0.3, 0.3, 0.2, 0.2].
 * @throws RangeError for a market cap that is not a finite number above zero, an unknown scheme, or limits that are not
 * 0 ≤ floor ≤ cap ≤ 1 with cap > 0.
 */
export function capWeights(
  marketCaps: readonly number[],
  scheme: Weighting,
  limits: WeightLimits = {},
): number[] {
  const { cap, floor } = requireLimits(limits)
  if (!WEIGHTINGS.includes(scheme)) {
    throw new RangeError(`capWeights requires scheme ${WEIGHTINGS.join(', ')}, got ${scheme}`)
  }
  const bad = marketCaps.findIndex((value) => !(Number.isFinite(value) && value > 0))
  if (bad !== -1)
    throw new RangeError(`capWeights requires market caps above 0, got ${marketCaps[bad]} at ${bad}`)
  const count = marketCaps.length
  if (scheme === 'equal') return marketCaps.map(() => 1 / count)
  const weights = normalise(scheme === 'sqrt' ? marketCaps.map(Math.sqrt) : marketCaps)
  if (scheme !== 'capped') return weights
  return limitWeights(weights, { cap: Math.max(cap, 1 / count), floor: Math.min(floor, 1 / count) })
}

/**
 * `capWeights` of tokens some of whose market caps are unknown (`null`, 0 or no number): those have the weight `null` and
 * the others share 1. Equal weights need no market cap.
 */
export function knownCapWeights(
  marketCaps: readonly (number | null)[],
  scheme: Weighting,
  limits: WeightLimits = {},
): (number | null)[] {
  if (scheme === 'equal')
    return capWeights(
      marketCaps.map(() => 1),
      scheme,
      limits,
    )
  const isKnown = (value: number | null) => value !== null && Number.isFinite(value) && value > 0
  const weights = capWeights(marketCaps.filter(isKnown) as number[], scheme, limits)
  let next = 0
  return marketCaps.map((value) => (isKnown(value) ? (weights[next++] as number) : null))
}

function requireLimits({ cap = HEADLINE_CAP, floor = 0 }: WeightLimits): Required<WeightLimits> {
  if (!(cap > 0 && cap <= 1)) throw new RangeError(`capWeights requires a cap above 0, at most 1, got ${cap}`)
  if (!(floor >= 0 && floor <= cap)) {
    throw new RangeError(`capWeights requires a floor from 0 to the cap, got ${floor}`)
  }
  return { cap, floor }
}

function normalise(sizes: readonly number[]): number[] {
  const total = sum(sizes)
  if (Number.isFinite(total)) return sizes.map((size) => size / total)
  const largest = Math.max(...sizes)
  return normalise(sizes.map((size) => size / largest))
}

/** Bounded weights while they are being found: `fixed` ones sit on a bound, the others share what is left. */
function limitWeights(weights: readonly number[], { cap, floor }: Required<WeightLimits>): number[] {
  const fixed = new Map<number, number>()
  for (;;) {
    const free = sum(weights.filter((_, at) => !fixed.has(at)))
    const rest = Math.max(0, 1 - sum([...fixed.values()]))
    // Caps so far apart that the others underflow to nothing: they then share what is left equally.
    if (free === 0) return weights.map((_, at) => fixed.get(at) ?? rest / (weights.length - fixed.size))
    const scaled = weights.map((weight, at) => fixed.get(at) ?? (weight / free) * rest)
    const bounds = boundsToFix(scaled, fixed, { cap, floor })
    if (bounds.size === 0) return scaled
    for (const [at, bound] of bounds) fixed.set(at, bound)
    if (fixed.size === weights.length) return weights.map((_, at) => fixed.get(at) as number)
  }
}

/**
 * The weights that certainly end on a bound: those over the cap while they are over by more in total than others are
 * below the floor, since the others' share then grows; else those below the floor.
 */
function boundsToFix(
  scaled: readonly number[],
  fixed: ReadonlyMap<number, number>,
  { cap, floor }: Required<WeightLimits>,
): Map<number, number> {
  const over = new Map<number, number>()
  const under = new Map<number, number>()
  let excess = 0
  for (const [at, weight] of scaled.entries()) {
    if (fixed.has(at)) continue
    if (weight > cap) over.set(at, cap)
    else if (weight < floor) under.set(at, floor)
    excess += Math.max(0, weight - cap) - Math.max(0, floor - weight)
  }
  return excess >= 0 && over.size > 0 ? over : under
}

function sum(values: readonly number[]): number {
  let total = 0
  for (const value of values) total += value
  return total
}
