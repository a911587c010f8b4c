import { describe, expect, it } from 'vitest'
import { timeTickLabel, valueTickLabel } from '#lib/core/chart/tick-label'
import { axisRange, timeTicks } from '#lib/core/chart/time/time-ticks'

describe('time axis', () => {
  it('stands on round UTC hours, days and months', () => {
    const from = Date.UTC(2025, 3, 23, 6, 15)
    const labels = (days: number, range: '24h' | '7d' | '1y') =>
      timeTicks(from, from + days * 86_400_000, range).map((time) => timeTickLabel(time, range))
    expect(labels(1, '24h')).toEqual(['08:00', '12:00', '16:00', '20:00', '00:00', '04:00'])
    expect(labels(7, '7d')[0]).toBe('24 Apr')
    expect(labels(365, '1y')[0]).toBe('May 2025')
  })

  it('has the steps of what there is to show where the history is shorter than the range', () => {
    const from = Date.UTC(2025, 3, 6)
    const stepsOf = (days: number) => axisRange(from, from + days * 86_400_000, '90d')
    expect([stepsOf(0.5), stepsOf(8), stepsOf(18), stepsOf(91), stepsOf(200)]).toEqual([
      '24h',
      '7d',
      '30d',
      '90d',
      '90d',
    ])
    expect(axisRange(from, from + 366 * 86_400_000, '7d')).toBe('7d')
  })

  it('prints values without needless zeros or a plus sign', () => {
    expect(valueTickLabel(100, 'level')).toBe('100')
    expect(valueTickLabel(97.5, 'level')).toBe('97.5')
    expect(valueTickLabel(0.8, 'volatility')).toBe('80\u00a0%')
    expect(valueTickLabel(0.05, 'percent')).toBe('5\u00a0%')
    expect(valueTickLabel(-1.5, 'ratio')).toBe('\u22121.5')
    expect(valueTickLabel(340, 'price')).toBe('$340')
  })
})
