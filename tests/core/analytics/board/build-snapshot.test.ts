import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildSnapshot } from '#lib/core/analytics/board/build-snapshot'
import { Snapshot } from '#lib/core/contract/snapshot'
import { WEIGHTINGS } from '#lib/core/contract/vocabulary'
import { LAYER_WINDOWS } from '#lib/core/market/window'
import { boardFixture, coin, NOW, stackFixture } from '../../../helpers/board-fixture.ts'

const NO_VOLATILITY = { value: null, n: 0, percentile: null, reason: 'too-short' } as const
const STACK = stackFixture([
  { id: 'one' },
  { id: 'two' },
  { id: 'both', layers: ['lower', 'upper'] },
  { id: 'top', layers: ['upper'] },
])
const QUOTES = [
  coin('one', 600, 0.1),
  coin('two', 300, -0.05),
  coin('both', 200, 0.2),
  coin('top', 100, 0.01),
]

const layer = (snapshot: Snapshot, id: string) => {
  const found = snapshot.layers.find((one) => one.id === id)
  if (!found) throw new Error(`no layer ${id}`)
  return found
}
const token = (snapshot: Snapshot, id: string) => {
  const found = snapshot.tokens.find((one) => one.id === id)
  if (!found) throw new Error(`no token ${id}`)
  return found
}

describe('buildSnapshot', () => {
  it('answers what the contract promises', () => {
    const snapshot = buildSnapshot(boardFixture(STACK, QUOTES))
    expect(Snapshot.parse(JSON.parse(JSON.stringify(snapshot)))).toEqual(snapshot)
  })

  it("counts a two-layer token in full in both layers' returns, and by its shares in sizes", () => {
    const snapshot = buildSnapshot(boardFixture(STACK, QUOTES))
    expect(layer(snapshot, 'lower').marketCap).toBe(600 + 300 + 100)
    expect(layer(snapshot, 'upper').marketCap).toBe(100 + 100)
    expect(snapshot.sector.marketCap).toBe(1200)
    expect(layer(snapshot, 'lower').contributions24h.map(({ id }) => id)).toContain('both')
    expect(layer(snapshot, 'upper').contributions24h.map(({ id }) => id)).toContain('both')
    expect(snapshot.sector.contributions24h).toHaveLength(4)
  })

  it("has layer sizes and shares that sum to the sector's", () => {
    const caps = fc.array(fc.option(fc.double({ min: 1, max: 1e12, noNaN: true })), {
      minLength: 4,
      maxLength: 4,
    })
    fc.assert(
      fc.property(caps, (marketCaps) => {
        const ids = ['one', 'two', 'both', 'top']
        const snapshot = buildSnapshot(
          boardFixture(
            STACK,
            ids.map((id, at) => coin(id, marketCaps[at] ?? null, 0.1)),
          ),
        )
        if (snapshot.sector.marketCap === null) return
        const known = snapshot.layers.filter((one) => one.marketCap !== null)
        expect(
          known.reduce((sum, one) => sum + Number(one.marketCap), 0) / snapshot.sector.marketCap,
        ).toBeCloseTo(1, 9)
        expect(known.reduce((sum, one) => sum + Number(one.share), 0)).toBeCloseTo(1, 9)
      }),
    )
  })

  it('has contributions that sum to the 24 h return to the last bit, and a spread that holds the headline', () => {
    for (const weighting of WEIGHTINGS) {
      const snapshot = buildSnapshot(boardFixture(STACK, QUOTES, { weighting }))
      for (const one of [...snapshot.layers, snapshot.sector]) {
        let sum = 0
        for (const { value } of one.contributions24h) sum += value
        expect(sum).toBe(one.returns['24h'])
        expect(one.spread24h[weighting]).toBe(one.returns['24h'])
        const top = one.topContributions['24h'].reduce((sum, { value }) => sum + value, 0)
        expect(top + Number(one.otherContributions['24h'])).toBeCloseTo(Number(one.returns['24h']), 12)
      }
    }
  })

  it('gives each row the weight and contribution of its primary layer', () => {
    const snapshot = buildSnapshot(boardFixture(STACK, QUOTES))
    const rows = ['one', 'two', 'both'].map((id) => token(snapshot, id))
    expect(rows.reduce((sum, row) => sum + Number(row.layerWeight), 0)).toBeCloseTo(1, 12)
    expect(token(snapshot, 'both').layerContribution24h).toBe(
      layer(snapshot, 'lower').contributions24h.find(({ id }) => id === 'both')?.value,
    )
  })

  it('leaves an unknown change out and prints what is covered; below 60 % of the cap the figure is unknown', () => {
    const partly = buildSnapshot(boardFixture(STACK, [...QUOTES.slice(0, 2), coin('both', 200, null)]))
    expect(layer(partly, 'lower')).toMatchObject({
      coverage: 900 / 1100,
      provisional: true,
      coveredCount: 2,
      tokenCount: 3,
    })
    expect(layer(partly, 'lower').breadth24h).toEqual({ up: 1, down: 1, unchanged: 0, unknown: 1 })
    const thin = buildSnapshot(boardFixture(STACK, [coin('one', 600, null), ...QUOTES.slice(1)]))
    expect(layer(thin, 'lower').returns['24h']).toBeNull()
    expect(layer(thin, 'lower').spread24h).toEqual({
      capped: null,
      cap: null,
      sqrt: null,
      equal: null,
      median: null,
    })
    expect(layer(thin, 'lower').contributions24h).toEqual([])
  })

  it('takes an absent token out of every figure but keeps its last cap in the coverage', () => {
    const input = boardFixture(STACK, QUOTES)
    const quotes = new Map(input.market.quotes)
    quotes.set('two', { quote: coin('two', 300, -0.05), absent: true })
    const snapshot = buildSnapshot({ ...input, market: { ...input.market, quotes } })
    expect(token(snapshot, 'two')).toMatchObject({ state: 'stale', price: 10, layerWeight: null })
    expect(layer(snapshot, 'lower').coverage).toBeCloseTo(800 / 1100, 12)
    expect(layer(snapshot, 'lower').breadth24h.unknown).toBe(1)
  })

  it('still counts a stale price, and says how much of the layer rests on stale ones', () => {
    const old = coin('two', 300, -0.05, { lastUpdated: NOW - 20 * 60_000 })
    const snapshot = buildSnapshot(boardFixture(STACK, [coin('one', 600, 0.1), old]))
    expect(layer(snapshot, 'lower').staleWeight).toBeCloseTo(1 / 3, 12)
    expect(snapshot.coverage).toMatchObject({ expected: 4, priced: 2, stale: 1, missing: ['both', 'top'] })
  })

  it('knows who counts: adjacent only on request, legacy, inactive, pre-launch, unlisted and benchmarks never', () => {
    const stack = stackFixture(
      [
        { id: 'core' },
        { id: 'adjacent', scope: 'adjacent' },
        { id: 'legacy', status: 'legacy' },
        { id: 'inactive', status: 'inactive' },
        { id: 'later', since: '2027-01-01' },
        { id: 'ethereum', scope: 'adjacent' },
      ],
      ['bitcoin', 'ethereum'],
    )
    const ids = ['core', 'adjacent', 'legacy', 'inactive', 'later', 'ethereum', 'bitcoin']
    const quotes = ids.map((id) => coin(id, 100, 0.1))
    const core = buildSnapshot(boardFixture(stack, quotes))
    const all = buildSnapshot(boardFixture(stack, quotes, { scope: 'all' }))
    const members = (snapshot: Snapshot) => snapshot.sector.contributions24h.map(({ id }) => id).toSorted()
    expect(members(core)).toEqual(['core'])
    expect(members(all)).toEqual(['adjacent', 'core'])
    expect(core.tokens.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
    expect(token(core, 'ethereum')).toMatchObject({ layer: null, listing: 'benchmark', price: 10 })
    expect(token(core, 'inactive')).toMatchObject({
      price: null,
      state: 'missing',
      marketCap: null,
      ageSeconds: null,
    })
    expect(token(core, 'legacy')).toMatchObject({ price: 10, layerWeight: null, layer: 'lower' })
  })

  it('joins history with USD prices only: on a board in another currency 90 days and lines are USD figures', () => {
    const day = 86_400_000
    const midnight = Math.floor(NOW / day) * day
    const daily = {
      firstDay: midnight - 100 * day,
      prices: new Array(101).fill(8),
      marketCaps: new Array(101).fill(null),
    }
    const risk = {
      headline: NO_VOLATILITY,
      volatility7d: null,
      volatility90d: null,
      volatility7dHourly: null,
    }
    const history = new Map([['one', { daily, suspects: [], hourly: { firstHour: 0, prices: [] }, risk }]])
    const euros = boardFixture(STACK, [coin('one', 600, 0.1, { price: 5 })], { history })
    const usdQuotes = new Map([['one', { quote: coin('one', 1200, 0.1, { price: 10 }), absent: false }]])
    const board = { ...euros, market: { ...euros.market, currency: 'eur' }, usdQuotes }
    const row = token(buildSnapshot(board), 'one')
    expect(row).toMatchObject({ price: 5, sparkline7d: [] })
    expect(row.returns['90d']).toBeCloseTo(10 / 8 - 1, 12)
    expect(layer(buildSnapshot(board), 'lower').line7d.at(-1)).toBeCloseTo(1.1, 12)
    const without = buildSnapshot({ ...board, usdQuotes: null })
    expect(token(without, 'one').returns['90d']).toBeNull()
    expect(layer(without, 'lower').line7d).toEqual([])
  })

  it('does not let an index of a few tokens speak for its layer', () => {
    const figure = { value: 0.9, n: 30, percentile: null, reason: null }
    const index = (id: string) => ({
      firstDay: NOW,
      levels: [1000],
      weights: new Map([[id, Float64Array.of(1)]]),
      carried: [],
      reason: null,
    })
    const boardOf = (held: string) => ({
      indices: new Map([['lower', index(held)]]),
      indexVolatility: new Map([['lower', figure]]),
    })
    const few = layer(buildSnapshot(boardFixture(STACK, QUOTES, boardOf('two'))), 'lower')
    expect(few.volatility30d).toMatchObject({ value: null, reason: 'low-coverage' })
    expect(few.volatilityCoverage).toBeCloseTo(300 / 1100, 12)
    const quotes = [coin('one', 600, 0.1), coin('two', 300, 0.1)]
    const most = layer(buildSnapshot(boardFixture(STACK, quotes, boardOf('one'))), 'lower')
    expect(most.volatility30d).toEqual(figure)
    expect(most.volatilityCoverage).toBeCloseTo(2 / 3, 12)
  })

  it('orders rows by layer, then size with unknown last, then id, and puts benchmarks last', () => {
    const stack = stackFixture(
      [{ id: 'b' }, { id: 'a' }, { id: 'none' }, { id: 'big' }, { id: 'u', layers: ['upper'] }],
      ['bitcoin'],
    )
    const quotes = [
      coin('a', 5, 0),
      coin('b', 5, 0),
      coin('none', null, 0),
      coin('big', 9, 0),
      coin('u', 99, 0),
      coin('bitcoin', 1e12, 0),
    ]
    const { tokens } = buildSnapshot(boardFixture(stack, quotes))
    expect(tokens.map(({ id }) => id)).toEqual(['big', 'a', 'b', 'none', 'u', 'bitcoin'])
  })

  it('never publishes NaN or Infinity, whatever the quotes hold', () => {
    const anything = fc.option(fc.double({ noDefaultInfinity: true, noNaN: true }))
    fc.assert(
      fc.property(fc.array(anything, { minLength: 8, maxLength: 8 }), (numbers) => {
        const quotes = ['one', 'two', 'both', 'top'].map((id, at) =>
          coin(id, numbers[at] ?? null, numbers[at + 4] ?? null),
        )
        const snapshot = buildSnapshot(boardFixture(STACK, quotes))
        for (const one of [...snapshot.layers, snapshot.sector]) {
          for (const window of LAYER_WINDOWS) {
            const value = one.returns[window]
            expect(value === null || Number.isFinite(value)).toBe(true)
          }
        }
      }),
    )
  })
})
