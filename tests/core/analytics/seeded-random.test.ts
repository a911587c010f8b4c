import { describe, expect, it } from 'vitest'
import { seededRandom } from '#lib/core/analytics/seeded-random'

describe('seededRandom', () => {
  it('gives the published first number of mulberry32', () => {
    expect(seededRandom(1)()).toBe(0.6270739405881613)
  })

  it('repeats itself for a seed and not for another', () => {
    const draw = (seed: number) => {
      const random = seededRandom(seed)
      return Array.from({ length: 20 }, random)
    }
    expect(draw(42)).toEqual(draw(42))
    expect(draw(42)).not.toEqual(draw(43))
  })

  it('fills 0 ≤ x < 1 evenly', () => {
    const random = seededRandom(2026)
    const tenths = new Array<number>(10).fill(0)
    for (let round = 0; round < 100_000; round += 1) {
      const tenth = Math.floor(random() * 10)
      tenths[tenth] = (tenths[tenth] ?? Number.NaN) + 1
    }
    // Six standard deviations of a fair count: sqrt(100 000 × 0.1 × 0.9) = 95.
    for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(570)
    expect(tenths).toHaveLength(10)
  })

  it('refuses a seed that is none', () => {
    for (const seed of [-1, 0.5, 2 ** 32, Number.NaN]) {
      expect(() => seededRandom(seed)).toThrow(`got ${seed}`)
    }
  })
})
