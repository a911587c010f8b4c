import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawdownSeries } from '#lib/core/analytics/drawdown-series'
import { maximumDrawdown } from '#lib/core/analytics/maximum-drawdown'

const price = fc.option(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), { nil: null })

describe('drawdownSeries', () => {
  it('keeps gaps and counts the first price as a high', () => {
    const [first, second, gap, high, last] = drawdownSeries([10, 8, null, 12, 9])
    expect([first, gap, high]).toEqual([0, null, 0])
    expect(second).toBeCloseTo(-0.2, 15)
    expect(last).toBeCloseTo(-0.25, 15)
    expect(drawdownSeries([])).toEqual([])
    expect(drawdownSeries([0, -1, Number.NaN])).toEqual([null, null, null])
  })

  it('has the maximum drawdown as its lowest point and ends at the current one', () => {
    fc.assert(
      fc.property(fc.array(price, { minLength: 2, maxLength: 60 }), (prices) => {
        const known = drawdownSeries(prices).filter((value) => value !== null)
        if (known.length < 2) return
        const { maxDrawdown, currentDrawdown } = maximumDrawdown(prices)
        expect(Math.min(...known)).toBe(maxDrawdown)
        expect(known.at(-1)).toBe(currentDrawdown)
      }),
    )
  })
})
