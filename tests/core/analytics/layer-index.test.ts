import { describe, expect, it } from 'vitest'
import { layerIndex } from '#lib/core/analytics/layer-index'
import { DAY_MS } from '#lib/core/market/window'

const FIRST = Date.UTC(2026, 0, 1)
const closes = (days: number, price: (day: number) => number | null, firstDay = FIRST) => {
  const prices = Array.from({ length: days }, (_, day) => price(day))
  return { firstDay, prices, marketCaps: prices.map((one) => (one === null ? null : one * 1e6)) }
}
const LAST = FIRST + 59 * DAY_MS

describe('layerIndex', () => {
  it('starts at 1 000 when three tokens have thirty closes', () => {
    const index = layerIndex(
      ['a', 'b', 'c'].map((id) => ({ id, closes: closes(60, (day) => 1 + day) })),
      'capped',
      LAST,
    )
    expect(index.firstDay).toBe(FIRST + 29 * DAY_MS)
    expect(index.levels[0]).toBe(1000)
    expect(index.levels).toHaveLength(31)
    expect(index.levels.at(-1)).toBeCloseTo((1000 * 60) / 30, 9)
  })

  it('does not let a newcomer carry its listing rally in', () => {
    const old = ['a', 'b', 'c'].map((id) => ({ id, closes: closes(60, () => 1) }))
    const rally = { id: 'd', closes: closes(25, (day) => 2 ** day, FIRST + 35 * DAY_MS) }
    expect(layerIndex([...old, rally], 'capped', LAST).levels.every((level) => level === 1000)).toBe(true)
  })

  it('says why it is unknown', () => {
    const two = ['a', 'b'].map((id) => ({ id, closes: closes(60, () => 1) }))
    expect(layerIndex(two, 'capped', LAST).reason).toBe('too-few-constituents')
    const young = ['a', 'b', 'c'].map((id) => ({ id, closes: closes(20, () => 1, FIRST + 40 * DAY_MS) }))
    expect(layerIndex(young, 'capped', LAST).reason).toBe('too-short')
  })
})
