import { describe, expect, it } from 'vitest'
import { chartLines } from '#lib/core/chart/time/chart-lines'
import type { Series } from '#lib/core/contract/series'
import type { LayerFigures } from '#lib/core/contract/snapshot'

const layer = (id: string, rank: number) => ({ id, name: id.toUpperCase(), rank }) as LayerFigures

describe('chartLines', () => {
  const series = {
    series: { low: [100, 101], high: [null, null], sector: [100, 99] },
    reasons: { high: 'low-coverage' },
  } as unknown as Series

  it('runs from the top layer down and says why a line cannot be drawn', () => {
    const lines = chartLines(series, [layer('low', 1), layer('high', 3)])
    expect(lines.map(({ key, reason }) => [key, reason])).toEqual([
      ['high', 'low-coverage'],
      ['low', null],
      ['sector', null],
      ['bitcoin', 'gap'],
    ])
  })
})
