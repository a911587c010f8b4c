import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layerWaterfall } from '#lib/core/analytics/board/layer-waterfall'
import { waterfallBars } from '#lib/core/chart/waterfall/waterfall-bars'
import { waterfallTable } from '#lib/core/chart/waterfall/waterfall-table'
import { constituentFixture } from '../../../helpers/layer-detail-fixture.ts'

const detailOf = (contributions: readonly number[]) => ({
  waterfall: layerWaterfall(
    contributions.map((contribution, at) => ({
      id: `t${at}`,
      weight: 0.1,
      return: contribution * 10,
      contribution,
    })),
  ),
  constituents: contributions.map((contribution, at) =>
    constituentFixture({
      id: `t${at}`,
      name: `Token ${at}`,
      weight: 0.1,
      return: contribution * 10,
      contribution,
    }),
  ),
})

describe('waterfallBars', () => {
  it('lays the bars out between the lowest and the highest sum on the way', () => {
    const laid = waterfallBars(detailOf([-0.04, 0.03]))
    expect(laid?.zero).toBe(100)
    expect(laid?.bars.map(({ left, width, from, to }) => [left, width, from, to])).toEqual([
      [0, 100, 100, 0],
      [0, 75, 0, 75],
    ])
    expect(laid?.total).toMatchObject({ left: 75, width: 25, to: 75 })
  })

  it('names the rest by its number', () => {
    const laid = waterfallBars(detailOf(Array.from({ length: 20 }, (_, at) => 0.02 - at / 1000)))
    expect(laid?.bars.map(({ name }) => name).at(-1)).toBe('9 others')
    expect(laid?.bars[0]?.name).toBe('Token 0')
  })

  it('is null without a basket, and flat where nothing moved', () => {
    expect(waterfallBars(detailOf([]))).toBeNull()
    expect(waterfallBars(detailOf([0, 0]))?.bars.every(({ left }) => left === 0)).toBe(true)
  })

  it('stays inside the plot and hands every sum on', () => {
    const contribution = fc.double({ min: -2, max: 2, noNaN: true })
    fc.assert(
      fc.property(fc.array(contribution, { minLength: 1, maxLength: 30 }), (contributions) => {
        const { bars = [], total } = waterfallBars(detailOf(contributions)) ?? {}
        for (const [at, { left, width, from }] of bars.entries()) {
          expect(left).toBeGreaterThanOrEqual(0)
          expect(left + width).toBeLessThanOrEqual(100.0001)
          if (at > 0) expect(from).toBe(bars[at - 1]?.to)
        }
        expect(total?.to).toBe(bars.at(-1)?.to)
      }),
    )
  })
})

describe('waterfallTable', () => {
  it('holds the numbers of the answer, unrounded', () => {
    const detail = detailOf([0.0213, -0.0101])
    const table = waterfallTable(detail)
    expect(table.columns.map(({ csv }) => csv)).toEqual([
      'contribution_pp',
      'cumulative_pp',
      'weight_pct',
      'return_pct',
    ])
    expect(table.rows.map(({ text, values }) => [text, ...values])).toEqual([
      ['Token 0', 0.0213, 0.0213, 0.1, 0.213],
      ['Token 1', -0.0101, detail.waterfall[1]?.to, 0.1, -0.0101 * 10],
    ])
  })

  it('lists who the rest are', () => {
    const { rows } = waterfallTable(detailOf(Array.from({ length: 13 }, (_, at) => 0.02 - at / 1000)))
    expect(rows.at(-1)).toMatchObject({
      text: '2 others',
      csv: 't11+t12',
      values: [expect.any(Number), expect.any(Number), null, null],
    })
  })
})
