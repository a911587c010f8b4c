import { describe, expect, it } from 'vitest'
import { sharpeStandardError } from '#lib/core/analytics/sharpe-standard-error'

describe('sharpeStandardError', () => {
  it('is about 1 over a year of daily returns, and twice that over a quarter', () => {
    expect(sharpeStandardError(1, 365, 365)).toBeCloseTo(Math.sqrt(1 + 1 / 730), 15)
    expect(sharpeStandardError(0, 91, 364)).toBe(2)
  })

  it("is Lo's formula per period, scaled like the ratio itself", () => {
    const perDay = 0.12
    const expected = Math.sqrt((1 + perDay ** 2 / 2) / 90) * Math.sqrt(365)
    expect(sharpeStandardError(perDay * Math.sqrt(365), 90, 365)).toBeCloseTo(expected, 14)
  })

  it('is unknown where the ratio is, and refuses what cannot be', () => {
    expect(sharpeStandardError(null, 30, 365)).toBeNull()
    expect(() => sharpeStandardError(1, 1, 365)).toThrow('n to be a whole number of at least 2, got 1')
    expect(() => sharpeStandardError(1, 30, 0)).toThrow('periodsPerYear to be above 0')
    expect(() => sharpeStandardError(Number.NaN, 30, 365)).toThrow('ratio to be a finite number')
  })
})
