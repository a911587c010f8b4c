import { describe, expect, it } from 'vitest'
import type { ChartLine } from '#lib/core/chart/time/chart-lines'
import { lineRows } from '#lib/core/chart/time/line-rows'

const line = (key: string, values: (number | null)[]): ChartLine => ({
  key,
  name: key,
  kind: 'token',
  hue: 5,
  values,
  reason: null,
})

describe('lineRows', () => {
  const lines = [line('tao', [1, null, 3]), line('time', [0, -2, 5])]

  it('takes the chosen steps and keeps unknown unknown; no line can take the place of the time', () => {
    expect(lineRows([10, 20, 30], [0, 1], lines, 'linear')).toEqual([
      { time: 10, tao: 1 },
      { time: 20, tao: null },
    ])
  })

  it('leaves out what a logarithmic axis has no place for', () => {
    expect(lineRows([10, 20, 30], [0, 1, 2], [line('x', [0, -2, 5])], 'log').map(({ x }) => x)).toEqual([
      null,
      null,
      5,
    ])
  })
})
