import { describe, expect, it } from 'vitest'
import { commonMove } from '#lib/core/market/common-move'
import type { Quote } from '#lib/core/market/quote'
import { quoteFixture } from '../../helpers/quote-fixture.ts'

const MINUTE = 60_000
const START = quoteFixture('a').lastUpdated
const lastOf = (id: string): Quote | null => (id.startsWith('new') ? null : quoteFixture(id))

/** `count` tokens of which the first ones have the given prices. */
const batch = (count: number, prices: readonly number[], minutes = 1) =>
  Array.from({ length: count }, (_, at) =>
    quoteFixture(`t${at}`, { price: prices[at] ?? 10, lastUpdated: START + minutes * MINUTE }),
  )

describe('commonMove', () => {
  it('finds a fifth of the tokens that rose by more than half at once', () => {
    const move = commonMove(batch(50, new Array(10).fill(10_000)), lastOf)
    expect(move).toMatchObject({ direction: 'up', compared: 50, size: Math.log(1000) })
    expect(move?.movers.size).toBe(10)
  })

  it('finds tokens that fell to less than half, and leaves those of the other direction out', () => {
    const move = commonMove(batch(50, [...new Array(10).fill(4.9), 100, 100]), lastOf)
    expect(move).toMatchObject({ direction: 'down', compared: 50 })
    expect(move?.movers.size).toBe(10)
  })

  it.each([
    ['nine of fifty', 50, new Array(9).fill(10_000)],
    ['four of four: single ticks, not a batch', 4, new Array(4).fill(10_000)],
    ['a rise of half', 50, new Array(50).fill(15)],
    ['a fall to half', 50, new Array(50).fill(5)],
    ['ten that went both ways', 50, [...new Array(5).fill(100), ...new Array(5).fill(1)]],
  ])('finds nothing in %s', (_, count, prices) => {
    expect(commonMove(batch(count, prices), lastOf)).toBeNull()
  })

  it('needs five tokens and a fifth of those that had a price before', () => {
    expect(commonMove(batch(5, new Array(5).fill(20)), lastOf)?.movers.size).toBe(5)
    const fresh = Array.from({ length: 45 }, (_, at) => quoteFixture(`new${at}`, { price: 10_000 }))
    expect(commonMove([...batch(24, new Array(5).fill(20)), ...fresh], lastOf)?.compared).toBe(24)
    expect(commonMove(fresh, lastOf)).toBeNull()
  })

  it('asks for a larger move after a longer gap, and still catches mixed-up units a week later', () => {
    expect(commonMove(batch(20, new Array(20).fill(20), 15), lastOf)).not.toBeNull()
    expect(commonMove(batch(20, new Array(20).fill(20), 60), lastOf)).toBeNull()
    expect(commonMove(batch(20, new Array(20).fill(1000), 7 * 1440), lastOf)).not.toBeNull()
  })
})
