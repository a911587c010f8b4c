import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { suspectPoints } from '#lib/core/analytics/suspect-points'
import { MANY_RUNS, unrulySeries } from '../../helpers/unruly-series.ts'

/** Eighty days that swing by about 2 %, then `tail`. */
const quiet = Array.from({ length: 80 }, (_, day) => 1 + 0.01 * Math.sin(day * 2))
const continued = (...tail: (number | null)[]) => [...quiet, ...tail, 1, 1.01]

describe('suspectPoints', () => {
  it('finds a tick that jumps up or down and comes back', () => {
    expect(suspectPoints(continued(12, 1))).toEqual([80])
    expect(suspectPoints(continued(0.1, 1))).toEqual([80])
  })

  it('holds the day after suspect too when the price comes back only then', () => {
    expect(suspectPoints(continued(12, 12, 1))).toEqual([80, 81])
    expect(suspectPoints(continued(12, 12, 12, 1))).toEqual([])
  })

  it('leaves a level that stays, a move of 40 %, and a half-way return alone', () => {
    expect(suspectPoints([...quiet, ...new Array<number>(20).fill(5)])).toEqual([])
    expect(suspectPoints(continued(1.4, 1))).toEqual([])
    expect(suspectPoints([...quiet, 12, 3, 3, 3])).toEqual([])
  })

  it('believes a jump that another token of the layer shares', () => {
    const crash = continued(0.3, 1)
    const calm = continued(0.9, 1)
    const fallen = continued(0.7, 1)
    expect(suspectPoints(crash, [calm])).toEqual([80])
    expect(suspectPoints(crash, [calm, fallen])).toEqual([])
  })

  it('finds nothing unusual in a series that always swings like this', () => {
    const wild = Array.from({ length: 90 }, (_, day) => Math.exp(Math.sin(day * 2)))
    expect(suspectPoints(wild)).toEqual([])
  })

  it('says nothing before 48 of the last 60 returns are known, nor while the move may still come back', () => {
    expect(suspectPoints([...quiet.slice(0, 48), 12, 1])).toEqual([])
    expect(suspectPoints([...quiet.slice(0, 49), 12, 1])).toEqual([49])
    expect(suspectPoints([...quiet, 12])).toEqual([])
    expect(suspectPoints([...quiet, 12, null, 1])).toEqual([])
  })

  it('names slots of the series in order, whatever comes in', () => {
    fc.assert(
      fc.property(unrulySeries, (tail) => {
        const closes = [...quiet, ...tail]
        const suspects = suspectPoints(closes)
        expect(suspects).toEqual([...new Set(suspects)].sort((a, b) => a - b))
        for (const slot of suspects) expect(closes[slot]).toBeGreaterThan(0)
      }),
      MANY_RUNS,
    )
  })

  it('refuses peers of another length', () => {
    expect(() => suspectPoints([1, 2], [[1]])).toThrow(
      'suspectPoints requires arrays of equal length, got closes 2, peer 1',
    )
  })
})
