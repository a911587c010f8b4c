import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawnSteps } from '#lib/core/chart/time/drawn-steps'
import { largestTriangle } from '#lib/core/chart/time/largest-triangle'

const line = (values: readonly number[]) => values.map((y, x) => ({ x, y }))

describe('largestTriangle', () => {
  it('keeps a spike that every second point would lose', () => {
    const values = Array.from({ length: 101 }, (_, at) => (at === 51 ? 40 : Math.sin(at / 20)))
    expect(largestTriangle(line(values), 12)).toContain(51)
  })

  it('keeps both ends, ascending, exactly as many as asked for', () => {
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), {
      minLength: 1,
      maxLength: 300,
    })
    fc.assert(
      fc.property(values, fc.integer({ min: 3, max: 100 }), (known, limit) => {
        const kept = largestTriangle(line(known), limit)
        expect(kept).toHaveLength(Math.min(known.length, limit))
        expect(kept[0]).toBe(0)
        expect(kept.at(-1)).toBe(known.length - 1)
        expect(kept.every((at, place) => place === 0 || at > (kept[place - 1] as number))).toBe(true)
      }),
    )
  })
})

describe('drawnSteps', () => {
  const times = Array.from({ length: 1_000 }, (_, at) => at * 3_600_000)

  it('draws every step when they fit', () => {
    expect(drawnSteps(times, [], 1_000)).toHaveLength(1_000)
  })

  it('keeps a gap a gap and the extremes of every line', () => {
    const wave = times.map((_, at) => (at > 400 && at < 500 ? null : Math.sin(at / 30)))
    const spike = times.map((_, at) => (at === 777 ? 50 : 1))
    const kept = drawnSteps(times, [wave, spike], 200)
    expect(kept.length).toBeLessThan(450)
    expect(kept).toContain(777)
    expect(kept.some((at) => wave[at] === null)).toBe(true)
    expect(kept.filter((at) => at > 400 && at < 500 && spike[at] === 1).length).toBeLessThan(60)
  })
})
