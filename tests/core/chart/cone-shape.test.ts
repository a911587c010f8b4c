import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coneShape } from '#lib/core/chart/cone-shape'
import { coneTable } from '#lib/core/chart/cone-table'
import type { ConeRow } from '#lib/core/contract/volatility'

function row(
  horizon: number,
  values: readonly [number, number, number, number, number],
  current: number | null,
): ConeRow {
  const [min, p25, p50, p75, max] = values.toSorted((a, b) => a - b) as [
    number,
    number,
    number,
    number,
    number,
  ]
  return { horizon, count: 60, independent: 4, min, p10: min, p25, p50, p75, p90: max, max, current }
}

const unknown: ConeRow = {
  ...row(90, [1, 1, 1, 1, 1], null),
  min: null,
  p10: null,
  p25: null,
  p50: null,
  p75: null,
  p90: null,
  max: null,
}
const size = { width: 300, height: 200 }

describe('coneShape', () => {
  it('leaves out horizons without values, and draws nothing without any', () => {
    expect(coneShape([unknown], size)).toBeNull()
    const shape = coneShape([row(7, [0.2, 0.4, 0.5, 0.6, 1], 0.3), unknown], size)
    expect(shape?.columns.map((column) => column.row.horizon)).toEqual([7])
    expect(shape?.ticks[0]?.value).toBe(0)
  })

  it('keeps order and stays inside the picture, whatever the values', () => {
    const value = fc.double({ min: 0.0001, max: 50, noNaN: true })
    const five = fc.tuple(value, value, value, value, value)
    fc.assert(
      fc.property(fc.array(fc.tuple(five, value), { minLength: 1, maxLength: 5 }), (rows) => {
        const cone = rows.map(([values, current], at) => row(7 * (at + 1), values, current))
        const shape = coneShape(cone, size)
        for (const { y, x, half } of shape?.columns ?? []) {
          expect(y.max).toBeLessThanOrEqual(y.p75)
          expect(y.p75).toBeLessThanOrEqual(y.p50)
          expect(y.p50).toBeLessThanOrEqual(y.p25)
          expect(y.p25).toBeLessThanOrEqual(y.min)
          expect(Math.min(y.max, y.current ?? y.max)).toBeGreaterThanOrEqual(0)
          expect(Math.max(y.min, y.current ?? y.min)).toBeLessThanOrEqual(size.height - 40 + 1e-9)
          expect(x - half).toBeGreaterThan(40)
          expect(x + half).toBeLessThan(size.width)
        }
      }),
    )
  })
})

describe('coneTable', () => {
  it('has one row per horizon with every quantile and both counts', () => {
    const table = coneTable([row(7, [0.2, 0.4, 0.5, 0.6, 1], 0.3)])
    expect(table.columns.map(({ csv }) => csv).slice(-3)).toEqual([
      'current_ann_pct',
      'values_count',
      'independent_count',
    ])
    expect(table.rows).toEqual([
      { key: '7', text: '7 days', csv: '7', values: [0.2, 0.2, 0.4, 0.5, 0.6, 1, 1, 0.3, 60, 4] },
    ])
  })
})
