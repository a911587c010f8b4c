import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  closeToCloseVolatility,
  DAYS_PER_YEAR,
  HOURS_PER_YEAR,
  rollingCloseToCloseVolatility,
} from '#lib/core/analytics/close-to-close-volatility'
import { minimumReturns } from '#lib/core/analytics/minimum-returns'

const DAILY = { periodsPerYear: 365 }
/** Returns +10 %, −10 %, … in logs: mean 0, sample sd 0.1 × sqrt(n / (n − 1)). */
const zigzag = (count: number) =>
  Array.from({ length: count + 1 }, (_, at) => Math.exp(at % 2 === 0 ? 0 : 0.1))

describe('closeToCloseVolatility', () => {
  it('is the sample deviation of log returns, annualised with 365', () => {
    const { value, n, reason } = closeToCloseVolatility(zigzag(30), { ...DAILY, window: 30 })
    expect(value).toBeCloseTo(0.1 * Math.sqrt(30 / 29) * Math.sqrt(365), 12)
    expect({ n, reason }).toEqual({ n: 30, reason: null })
  })

  it('has a year of every day and every hour', () => {
    expect([DAYS_PER_YEAR, HOURS_PER_YEAR]).toEqual([365, 365 * 24])
  })

  it('counts returns, not prices: thirty returns need thirty-one closes', () => {
    const closes = [1000, ...zigzag(30)]
    expect(closeToCloseVolatility(closes, { ...DAILY, window: 30 })).toEqual(
      closeToCloseVolatility(closes.slice(1), { ...DAILY, window: 30 }),
    )
  })

  it('drops returns that touch a gap instead of bridging it, and tells how many it used', () => {
    const closes: (number | null)[] = zigzag(30)
    closes[10] = null
    expect(closeToCloseVolatility(closes, { ...DAILY, window: 30 }).n).toBe(28)
  })

  it('is unknown below 80 % of the window: "gap" inside, "too-short" at the beginning', () => {
    const gappy: (number | null)[] = zigzag(30)
    for (const at of [5, 10, 15, 20]) gappy[at] = null
    expect(closeToCloseVolatility(gappy, { ...DAILY, window: 30 })).toEqual({
      value: null,
      n: 22,
      reason: 'gap',
    })
    expect(closeToCloseVolatility(zigzag(23), { ...DAILY, window: 30 })).toEqual({
      value: null,
      n: 23,
      reason: 'too-short',
    })
    expect(closeToCloseVolatility(zigzag(24), { ...DAILY, window: 30 }).n).toBe(24)
  })

  it('asks for at least six returns', () => {
    expect([7, 14, 30, 90, 365].map(minimumReturns)).toEqual([6, 12, 24, 72, 292])
  })

  it('treats zero, negative and non-finite prices as missing', () => {
    const closes: (number | null)[] = zigzag(30)
    for (const [at, bad] of [0, -1, Number.NaN, Number.POSITIVE_INFINITY].entries()) closes[at * 2] = bad
    expect(closeToCloseVolatility(closes, { ...DAILY, window: 30, minReturns: 2 }).n).toBe(23)
  })

  it('does not depend on the unit of the price', () => {
    const closes = fc.array(fc.double({ min: 1e-9, max: 1e6, noNaN: true }), { minLength: 8, maxLength: 40 })
    fc.assert(
      fc.property(closes, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (prices, unit) => {
        const plain = closeToCloseVolatility(prices, { ...DAILY, window: 7 }).value ?? Number.NaN
        const scaled = closeToCloseVolatility(
          prices.map((price) => price * unit),
          { ...DAILY, window: 7 },
        ).value
        expect(scaled).toBeCloseTo(plain, 6)
      }),
    )
  })

  it('is never NaN or Infinity, whatever comes in', () => {
    const anything = fc.array(fc.option(fc.double()), { maxLength: 50 })
    fc.assert(
      fc.property(anything, fc.integer({ min: 2, max: 40 }), (prices, window) => {
        const { value } = closeToCloseVolatility(prices, { ...DAILY, window })
        expect(value === null || Number.isFinite(value)).toBe(true)
      }),
    )
  })

  it('refuses a window below two returns, no year and a share of a return by name', () => {
    const run = (options: object) => () => closeToCloseVolatility([1, 2], { ...DAILY, window: 7, ...options })
    expect(run({ window: 1 })).toThrow(
      'closeToCloseVolatility requires window to be a whole number of at least 2, got 1',
    )
    expect(run({ periodsPerYear: 0 })).toThrow('periodsPerYear to be above 0, got 0')
    expect(run({ minReturns: 2.5 })).toThrow('minReturns to be a whole number of at least 0, got 2.5')
  })
})

describe('rollingCloseToCloseVolatility', () => {
  it('ends with the value of the whole series and starts unknown', () => {
    const closes = zigzag(50)
    const rolling = rollingCloseToCloseVolatility(closes, { ...DAILY, window: 30 })
    expect(rolling).toHaveLength(51)
    expect(rolling.slice(0, 24)).toEqual(new Array(24).fill(null))
    expect(rolling[50]).toBeCloseTo(
      closeToCloseVolatility(closes, { ...DAILY, window: 30 }).value as number,
      13,
    )
  })

  it('agrees to 1e-12 with the window alone as of every slot, gaps and all', () => {
    const price = fc.integer({ min: 500, max: 5000 }).map((cents) => cents / 100)
    const prices = fc.array(fc.option(price, { freq: 12 }), { maxLength: 90 })
    fc.assert(
      fc.property(prices, fc.integer({ min: 2, max: 40 }), (closes, window) => {
        const rolling = rollingCloseToCloseVolatility(closes, { ...DAILY, window })
        for (const [slot, value] of rolling.entries()) {
          const alone = closeToCloseVolatility(closes.slice(0, slot + 1), { ...DAILY, window }).value
          if (alone === null || value === null) expect(value).toBe(alone)
          else expect(Math.abs(value - alone)).toBeLessThanOrEqual(1e-12 * alone)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('is exactly 0 for a price that never changes', () => {
    const rolling = rollingCloseToCloseVolatility(new Array(20).fill(0.1), { ...DAILY, window: 7 })
    expect(new Set(rolling.slice(6))).toEqual(new Set([0]))
  })

  it('refuses a window below two returns by its own name', () => {
    expect(() => rollingCloseToCloseVolatility([], { ...DAILY, window: 1 })).toThrow(
      'rollingCloseToCloseVolatility requires window',
    )
  })
})
