import { describe, expect, it } from 'vitest'
import { coneTable } from '#lib/core/chart/comparison/cone-table'

const row = {
  horizon: 7,
  count: 83,
  independent: 12,
  min: 0.5,
  p10: 0.6,
  p25: 0.7,
  p50: 0.8,
  p75: null,
  p90: 1,
  max: 1.1,
  current: 0.77,
}

describe('coneTable', () => {
  it('has one row per horizon with every quantile, unrounded, and both counts of windows', () => {
    const table = coneTable([row])
    expect(table.columns.map(({ csv }) => csv).slice(-3)).toEqual([
      'current_ann_pct',
      'independent_windows',
      'windows',
    ])
    expect(table.rows).toEqual([
      { key: '7', text: '7 days', csv: '7', values: [0.5, 0.6, 0.7, 0.8, null, 1, 1.1, 0.77, 12, 83] },
    ])
  })
})
