import { describe, expect, it } from 'vitest'
import { SteadyClock } from '#lib/server/steady-clock'
import { ManualClock } from '../helpers/manual-clock.ts'

const HOUR = 3_600_000
const TRUTH = Date.UTC(2026, 10, 22, 12)
const reading = (date: number) => ({ date: Math.floor(date / 1000) * 1000, ageMs: 0, roundTripMs: 200 })

describe('SteadyClock', () => {
  it.each([HOUR, -HOUR])('is right after the first answer although the machine is %i ms wrong', (wrong) => {
    const machine = new ManualClock(TRUTH + wrong)
    const clock = new SteadyClock(machine)
    expect(clock.skewMs()).toBeNull()
    clock.observe(reading(TRUTH))
    expect(Math.abs(clock.now() - TRUTH)).toBeLessThanOrEqual(1_200)
    expect(Math.abs((clock.skewMs() ?? 0) - wrong)).toBeLessThanOrEqual(1_200)
  })

  it('leaves a clock alone that is within half a minute, and tells how far it is off', () => {
    const machine = new ManualClock(TRUTH + 20_000)
    const clock = new SteadyClock(machine)
    clock.observe(reading(TRUTH))
    expect(clock.now()).toBe(TRUTH + 20_000)
    expect(clock.skewMs()).toBe(20_000 - 1_200)
  })

  it('goes on evenly when the wall clock is set back', async () => {
    const machine = new ManualClock(TRUTH)
    const clock = new SteadyClock(machine)
    await machine.advance(60_000)
    machine.jumpWall(-HOUR)
    expect(clock.now()).toBe(TRUTH + 60_000)
    await machine.advance(60_000)
    expect(clock.now()).toBe(TRUTH + 120_000)
  })

  it('believes a leap forwards, for the machine may have slept, until an answer knows better', async () => {
    const machine = new ManualClock(TRUTH)
    const clock = new SteadyClock(machine)
    clock.observe(reading(TRUTH))
    machine.jumpWall(2 * HOUR)
    expect(clock.now()).toBe(TRUTH + 2 * HOUR)
    clock.observe(reading(TRUTH))
    expect(Math.abs(clock.now() - TRUTH)).toBeLessThanOrEqual(1_200)
  })

  it('is not moved by one answer with a wrong date among right ones, nor by a date of long ago', () => {
    const clock = new SteadyClock(new ManualClock(TRUTH))
    clock.observe(reading(Date.UTC(1970, 0, 1)))
    expect(clock.skewMs()).toBeNull()
    for (const offset of [0, 0, 5 * HOUR, 0]) clock.observe(reading(TRUTH + offset))
    expect(clock.now()).toBe(TRUTH)
  })

  it('gives an answer from a cache the time it lay there', () => {
    const clock = new SteadyClock(new ManualClock(TRUTH))
    clock.observe({ date: TRUTH - 50_000, ageMs: 50_000, roundTripMs: 0 })
    expect([clock.now(), clock.skewMs()]).toEqual([TRUTH, 0])
  })
})
