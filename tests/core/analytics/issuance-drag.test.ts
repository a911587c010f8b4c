import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { issuanceDrag } from '#lib/core/analytics/issuance-drag'
import { layerChange24h } from '#lib/core/analytics/layer-change-24h'
import { MANY_RUNS, unprintableNumbers } from '../../helpers/unruly-series.ts'

const token = (id: string, marketCap: number | null, change: number | null, return24h: number | null) => ({
  id,
  marketCap,
  marketCapChange24h: change,
  return24h,
})

describe('issuanceDrag', () => {
  it('is the growth of supply: what market cap grew beyond price', () => {
    const { tokens } = issuanceDrag([token('unlock', 200, 100, 0), token('burn', 99, 9, 0.11 / 0.9)])
    expect(tokens[0]).toEqual({ id: 'unlock', drag: 1, reason: null })
    expect(tokens[1]?.drag).toBeCloseTo((1 + 9 / 90) / (1 + 0.11 / 0.9) - 1, 14)
  })

  it('weights a layer by the caps of 24 h ago, not of now', () => {
    const { drag, n } = issuanceDrag([token('a', 200, 100, 0), token('b', 330, 30, 0.1)])
    expect(n).toBe(2)
    expect(drag).toBeCloseTo((100 * 1 + 300 * 0) / 400, 14)
  })

  it('is exactly what lies between a layer’s price return and its growth in size', () => {
    const day = fc.record({
      before: fc.integer({ min: 1, max: 1e6 }),
      price: fc.integer({ min: -80, max: 200 }).map((percent) => percent / 100),
      supply: fc.integer({ min: 1, max: 50 }).map((percent) => percent / 100),
    })
    fc.assert(
      fc.property(fc.array(day, { minLength: 1, maxLength: 12 }), (days) => {
        const rows = days.map(({ before, price, supply }, at) => {
          const marketCap = before * (1 + price) * (1 + supply)
          return { id: `${at}`, marketCap, marketCapChange: marketCap - before, return: price }
        })
        // A mint that makes up for the price to the last digit looks like a frozen field.
        fc.pre(rows.every((row) => row.marketCapChange !== 0))
        const layer = layerChange24h(rows)
        const { drag } = issuanceDrag(
          rows.map((row) => token(row.id, row.marketCap, row.marketCapChange, row.return)),
        )
        const product = (1 + (layer.priceReturn ?? Number.NaN)) * (1 + (drag ?? Number.NaN))
        expect(product).toBeCloseTo(1 + (layer.marketCapChange ?? Number.NaN), 9)
      }),
      MANY_RUNS,
    )
  })

  it('leaves out what is not known and says why, token by token', () => {
    const { drag, n, tokens } = issuanceDrag([
      token('known', 200, 100, 0),
      token('no cap', null, 1, 0.1),
      token('no change', 100, null, 0.1),
      token('no price', 100, 1, null),
      token('lost', 100, 1, -1),
      token('all new', 100, 100, 0.1),
    ])
    expect([drag, n]).toEqual([1, 1])
    expect(tokens.map(({ reason }) => reason)).toEqual([
      null,
      'no-market-cap',
      'no-market-cap',
      'no-return',
      'no-return',
      'no-market-cap',
    ])
  })

  it('takes a change of exactly 0 beside a price that moved for a frozen field, not for a mint of a third', () => {
    expect(issuanceDrag([token('loomlay', 100, 0, -0.275)])).toMatchObject({
      drag: null,
      n: 0,
      reason: 'stale',
    })
    expect(issuanceDrag([token('still', 100, 0, 0)]).drag).toBe(0)
  })

  it('is unknown without a token', () => {
    expect(issuanceDrag([])).toEqual({ drag: null, tokens: [], n: 0, reason: 'no-market-cap' })
  })

  it('gives no number that is none, whatever comes in', () => {
    const anything = fc.option(fc.double())
    fc.assert(
      fc.property(fc.array(fc.tuple(anything, anything, anything)), (rows) => {
        const result = issuanceDrag(rows.map((row, at) => token(`${at}`, ...row)))
        expect(unprintableNumbers(result)).toEqual([])
        expect(result.drag === null).toBe(result.reason !== null)
      }),
      MANY_RUNS,
    )
  })
})
