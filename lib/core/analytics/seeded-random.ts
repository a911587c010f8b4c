/**
 * Reproducible pseudo-random numbers: the same seed gives the same sequence on every machine.
 * Purpose: permutation tests whose result can be checked; not for secrets.
 * Formula: mulberry32, a 32-bit counter through an integer hash. Answers a function that gives the next number in
 * 0 ≤ x < 1. Period 2³². Cost: O(1) per number. Source: Tommy Ettinger, mulberry32 (public domain).
 * @throws RangeError for a seed that is not an integer of 32 bits.
 */
export function seededRandom(seed: number): () => number {
  if (seed >>> 0 !== seed) {
    throw new RangeError(`seededRandom requires an integer seed from 0 to 4294967295, got ${seed}`)
  }
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
