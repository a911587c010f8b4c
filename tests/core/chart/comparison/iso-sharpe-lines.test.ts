import { describe, expect, it } from 'vitest'
import { isoSharpeLines } from '#lib/core/chart/comparison/iso-sharpe-lines'

const axis = (low: number, high: number) => ({ low, high, ticks: [low, high] })

describe('isoSharpeLines', () => {
  it('has points at which mean return over deviation is the ratio exactly, inside both axes', () => {
    const [x, y] = [axis(0, 2), axis(-1, 3)]
    const lines = isoSharpeLines(x, y)
    expect(lines.map(({ ratio }) => ratio)).toEqual([-2, -1, -0.5, 0, 0.5, 1, 2])
    for (const { ratio, from, to } of lines) {
      expect(from.deviation).toBe(0)
      expect(to.meanReturn).toBe(ratio * to.deviation)
      expect(to.deviation).toBeLessThanOrEqual(x.high)
      expect(to.meanReturn).toBeGreaterThanOrEqual(y.low)
      expect(to.meanReturn).toBeLessThanOrEqual(y.high)
    }
  })

  it('leaves out what only touches a corner, and what is on the other side of 0', () => {
    const ratios = isoSharpeLines(axis(0, 1), axis(0, 2)).map(({ ratio }) => ratio)
    expect(ratios).toEqual([0, 0.5, 1, 2, 4, 8])
    expect(isoSharpeLines(axis(0, 1), axis(0, 0.4)).map(({ ratio }) => ratio)).toEqual([0, 0.5, 1])
  })
})
