import { describe, expect, it } from 'vitest'
import { cleanedCloses } from '#lib/core/analytics/cleaned-closes'
import { DAY_MS } from '#lib/core/market/window'

const FIRST = Date.UTC(2026, 0, 1)
const closes = (prices: (number | null)[]) => ({ firstDay: FIRST, prices, marketCaps: prices.map(() => 5) })
/** Quiet days around 1 with one price that comes back the next day. */
const spiked = (spike: number) => [
  ...Array.from({ length: 80 }, (_, day) => 1 + (day % 3) / 100),
  spike,
  1,
  1.01,
  1,
]

describe('cleanedCloses', () => {
  it('takes a bad tick out and says when it was', () => {
    const { closes: clean, suspects } = cleanedCloses(closes(spiked(12)), [], () => [])
    expect(suspects).toEqual([FIRST + 80 * DAY_MS])
    expect(clean.prices[80]).toBeNull()
    expect(clean.prices.filter((price) => price === null)).toHaveLength(1)
  })

  it('leaves a move alone that another token of the layer made too', () => {
    const peer = { firstDay: FIRST - DAY_MS, prices: [1, ...spiked(1.5)], marketCaps: [] }
    const raw = closes(spiked(12))
    expect(cleanedCloses(raw, [], () => [peer])).toEqual({ closes: raw, suspects: [] })
  })

  it('does not look at peers when nothing is suspect', () => {
    const raw = closes(spiked(1.02))
    const peers = () => {
      throw new Error('asked for')
    }
    expect(cleanedCloses(raw, [], peers)).toEqual({ closes: raw, suspects: [] })
  })

  it('puts prices before a redenomination into the new unit, and a level shift without one stays', () => {
    const raw = closes([1, 2, null, 3000, 3100])
    const change = { day: FIRST + 3 * DAY_MS, factor: 1000 }
    expect(cleanedCloses(raw, [change], () => []).closes.prices).toEqual([1000, 2000, null, 3000, 3100])
    expect(cleanedCloses(raw, [change], () => []).closes.marketCaps).toEqual(raw.marketCaps)
    expect(cleanedCloses(raw, [], () => []).closes.prices).toEqual(raw.prices)
  })
})
