import { describe, expect, it } from 'vitest'
import { PORTFOLIO_OPERATIONS } from '#lib/server/commands/vectors/portfolio-operations'

const run = (name: string, input: Record<string, unknown>, params: Record<string, unknown> = {}) => {
  const operation = PORTFOLIO_OPERATIONS[name]
  if (!operation) throw new Error(`no operation ${name}`)
  return operation(input, params)
}

describe('PORTFOLIO_OPERATIONS', () => {
  it('answers every operation of its half by the name in the vectors', () => {
    expect(Object.keys(PORTFOLIO_OPERATIONS).toSorted()).toEqual([
      'absorption',
      'beta',
      'breadth',
      'capWeights',
      'cleanDaily',
      'cleanHourly',
      'corrMatrix',
      'dispersion',
      'indexLevels',
      'layerChange24h',
      'layerTotals',
      'returnContribution',
      'riskContribution',
      'trackingError',
      'volFromRawDaily',
      'windowReturns',
    ])
  })

  it('takes upstream percentages for percent', () => {
    const coins = [{ id: 'a', market_cap: 110, price_change_percentage_24h: 10, market_cap_change_24h: null }]
    expect(run('layerChange24h', { coins })).toMatchObject({ simpleMean: 0.1, marketCapChange: null })
  })

  it('has no weight for a market cap that is missing', () => {
    expect(run('capWeights', { marketCaps: [3, null, 1] }, { scheme: 'cap' })).toEqual({
      weights: [0.75, null, 0.25],
    })
  })

  it('lets a member in at a rebalance only, from its first to before its last index', () => {
    const input = {
      dates: ['d0', 'd1', 'd2', 'd3'],
      prices: { a: [1, 1, 1, 1], b: [1, 1, 2, 4], c: [1, 9, 9, 9] },
      marketCaps: { a: [1, 1, 1, 1], b: [1, 1, 1, 1], c: [1, 1, 1, 1] },
      members: { b: { from: 1, to: null }, c: { from: 0, to: 0 } },
    }
    expect(run('indexLevels', input, { scheme: 'equal', base: 100, rebalanceAt: [2] })).toEqual({
      levels: [100, 100, 100, 150],
      weights: { 0: { a: 1 }, 2: { a: 0.5, b: 0.5 } },
    })
  })

  it('leaves the index unknown until a rebalance finds somebody', () => {
    const input = { dates: ['d0', 'd1', 'd2'], prices: { a: [null, 1, 2] }, marketCaps: { a: [null, 1, 1] } }
    expect(run('indexLevels', input, { scheme: 'cap', base: 100, rebalanceAt: [2] })).toMatchObject({
      levels: [null, null, 100],
    })
  })

  it('names hours by their start and days by their date, and ends at the last point', () => {
    const day = Date.UTC(2026, 2, 1)
    const points = [
      [day + 240_000, 1],
      [day + 7_500_000, 2],
      [day + 86_400_000, null],
    ]
    expect(run('cleanHourly', { points, now: day + 40_000_000 })).toEqual({
      hours: [day, day + 3_600_000, day + 7_200_000],
      prices: [1, null, 2],
    })
    expect(run('cleanDaily', { points, now: day + 200_000_000 })).toEqual({
      days: ['2026-03-01'],
      prices: [1],
    })
    expect(run('volFromRawDaily', { points: [], now: day }, { window: 30 })).toEqual({
      last: null,
      n: 0,
      lastDay: null,
    })
  })

  it('passes arguments that are wrong on to the formula, which refuses them by name', () => {
    const pair = { asset: [0.1], benchmark: [0.1, 0.2] }
    expect(() => run('beta', pair)).toThrow(RangeError)
    expect(() => run('capWeights', { marketCaps: [1] }, { scheme: 'volume' })).toThrow('got volume')
    expect(() => run('corrMatrix', { returns: {} }, { mode: 'rank' })).toThrow('got rank')
    expect(() => run('windowReturns', { times: [], values: [] }, { asOf: 0, windows: ['-7d'] })).toThrow(
      'got -7d',
    )
    const index = { dates: ['d0'], prices: { a: [1, 2] }, marketCaps: { a: [1] } }
    expect(() => run('indexLevels', index, { scheme: 'cap', base: 1, rebalanceAt: [] })).toThrow(RangeError)
  })
})
