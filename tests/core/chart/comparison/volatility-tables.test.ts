import { describe, expect, it } from 'vitest'
import { comparedEntities } from '#lib/core/chart/comparison/compared-entity'
import { comparisonTable, rankingTable, riskReturnTable } from '#lib/core/chart/comparison/volatility-tables'
import { chartCsv } from '#lib/core/csv/chart-csv'
import { entityFixture, volatilityFixture } from '../../../helpers/volatility-fixture.ts'

const figures = entityFixture({
  id: 'tao',
  name: 'Bittensor',
  current: 1.3,
  low: 1,
  high: 1.6,
  standardError: 0.15,
  percentile: 0.88,
  n: 30,
  cone: [
    {
      horizon: 7,
      count: 83,
      independent: 12,
      min: 0.5,
      p10: 0.6,
      p25: 0.7,
      p50: 0.8,
      p75: 0.9,
      p90: 1,
      max: 1.1,
      current: 0.77,
    },
  ],
  riskReturn: {
    meanReturn: -0.5,
    deviation: 1.25,
    sharpe: -0.4,
    sharpeStandardError: 3.5,
    n: 30,
    reason: null,
  },
})
const [member] = comparedEntities(volatilityFixture([figures]), {
  layers: [],
  tokens: [{ id: 'tao', symbol: 'TAO' }],
  benchmarks: [],
})
if (member === undefined) throw new Error('not compared')
const words = { asOf: '2026-11-22T00:00:00Z', source: 'recorded' as const, attribution: 'x' }

describe('tables of the comparison', () => {
  it('hold the numbers of the answer, unrounded, under heads that say their unit', () => {
    const ranking = rankingTable([member])
    expect(ranking.rows).toEqual([
      { key: 'tao', text: 'Bittensor', csv: 'tao', values: [1.3, 1, 1.6, 0.15, 0.88, 30] },
    ])
    expect(riskReturnTable([member]).rows[0]?.values).toEqual([-0.5, 1.25, -0.4, 3.5, 30])
    const whole = comparisonTable([member])
    expect(whole.rows[0]?.values).toHaveLength(whole.columns.length)
    expect(new Set(whole.columns.map(({ csv }) => csv)).size).toBe(whole.columns.length)
    for (const { columns } of [ranking, riskReturnTable([member]), whole]) {
      for (const { csv, unit } of columns) {
        const isPercent = ['volatility', 'percent', 'share'].includes(unit)
        expect([csv, csv.endsWith('_pct')]).toEqual([csv, isPercent])
      }
    }
  })

  it('write percent as percent', () => {
    expect(chartCsv(rankingTable([member]), words)).toContain('tao,130,100,160,15,88,30')
  })
})
