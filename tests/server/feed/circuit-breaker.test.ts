import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CallHealth, CircuitBreaker, callHealth } from '#lib/server/feed/circuit-breaker'

const HOUR = 3_600_000

function failTimes(breaker: CircuitBreaker, times: number, at: number): void {
  for (let time = 0; time < times; time += 1) {
    breaker.begin(at)
    breaker.end(at, 'ill', at)
  }
}

describe('CircuitBreaker', () => {
  it('opens at the fifth failure in a row, not before, and a success in between starts the count anew', () => {
    const breaker = new CircuitBreaker(60_000)
    failTimes(breaker, 4, 0)
    breaker.begin(0)
    breaker.end(0, 'well', 0)
    failTimes(breaker, 4, 0)
    expect(breaker.state(0)).toBe('closed')
    failTimes(breaker, 1, 0)
    expect([breaker.state(0), breaker.waitMs(0), breaker.begin(29_999)]).toEqual(['open', 30_000, false])
  })

  it('lets one probe through when the time is up, and closes when it is well', () => {
    const breaker = new CircuitBreaker(60_000)
    failTimes(breaker, 5, 0)
    expect(breaker.state(30_000)).toBe('half-open')
    expect([breaker.begin(30_000), breaker.begin(30_000)]).toEqual([true, false])
    breaker.end(30_000, 'well', 31_000)
    expect([breaker.state(31_000), breaker.begin(31_000)]).toEqual(['closed', true])
  })

  it('stays open 30 s longer with each trip, 300 s at most, and asks at most twenty times in the hour', () => {
    const breaker = new CircuitBreaker(60_000)
    failTimes(breaker, 5, 0)
    const probes: number[] = []
    for (let now = 0; now < HOUR; now += 100) {
      if (!breaker.begin(now)) continue
      probes.push(now / 1000)
      breaker.end(now, 'ill', now)
    }
    const gaps = probes.map((at, index) => at - (probes[index - 1] ?? 0))
    expect(gaps.slice(0, 12)).toEqual([30, 60, 90, 120, 150, 180, 210, 240, 270, 300, 300, 300])
    expect(probes.length).toBeLessThanOrEqual(20)
  })

  it('forgets one trip with each success after the probe, so that a flapping upstream waits longer each time', () => {
    const breaker = new CircuitBreaker(60_000)
    failTimes(breaker, 5, 0)
    const flap = (at: number) => {
      breaker.begin(at)
      breaker.end(at, 'well', at)
      failTimes(breaker, 5, at)
      return breaker.waitMs(at)
    }
    expect([flap(30_000), flap(90_000), flap(180_000)]).toEqual([60_000, 90_000, 120_000])
    breaker.begin(300_000)
    for (let success = 0; success <= 4; success += 1) breaker.end(300_000, 'well', 300_000)
    expect(breaker.trips).toBe(0)
  })

  it('takes the period for the 30 s where that is shorter', () => {
    const breaker = new CircuitBreaker(1_000)
    failTimes(breaker, 5, 0)
    expect(breaker.waitMs(0)).toBe(1_000)
    breaker.restore({ trips: 40, openForMs: 99_999 }, 0)
    expect(breaker.waitMs(0)).toBe(10_000)
  })

  it('goes on after a restart where it was', () => {
    const before = new CircuitBreaker(60_000)
    failTimes(before, 5, 1_000)
    const after = new CircuitBreaker(60_000)
    after.restore(before.memory(11_000), 500)
    expect([after.waitMs(500), after.trips]).toEqual([20_000, 1])
    after.begin(20_500)
    after.end(20_500, 'ill', 20_500)
    expect(after.waitMs(20_500)).toBe(60_000)
  })

  it('ignores what calls of an earlier state say', () => {
    const breaker = new CircuitBreaker(60_000)
    failTimes(breaker, 5, 0)
    breaker.end(0, 'well', 10)
    expect(breaker.state(10)).toBe('open')
    breaker.begin(30_000)
    breaker.end(0, 'well', 30_001)
    expect(breaker.begin(30_002)).toBe(false)
    breaker.end(30_000, 'well', 30_003)
    for (let late = 0; late < 5; late += 1) breaker.end(0, 'ill', 30_004)
    expect(breaker.state(30_004)).toBe('closed')
  })

  it('takes a slow answer for a failure, a refusal for neither and an unknown id for health', () => {
    expect(callHealth(null, 5_000)).toBe('well')
    expect(callHealth(null, 5_001)).toBe('ill')
    expect(callHealth('server', 1)).toBe('ill')
    expect(callHealth('rate-limited', 9_000)).toBe('neither')
    expect(callHealth('bad-key', 1)).toBe('neither')
    expect(callHealth('not-found', 1)).toBe('well')
  })
})

/** The rule as a list of what happened: state is looked up, not kept. */
type Event = { wait: number } | { call: CallHealth } | { stray: CallHealth }

class BreakerModel {
  now = 0
  /** When it last opened or closed. */
  changedAt: number | null = null
  private opened: { at: number; trips: number } | null = null
  private run: CallHealth[] = []
  private trips = 0

  mayCall(): boolean {
    return this.opened === null || this.now >= this.opened.at + Math.min(300_000, this.opened.trips * 30_000)
  }

  call(health: CallHealth): void {
    if (this.opened && health !== 'ill') {
      this.opened = null
      this.changedAt = this.now
      this.run = []
      return
    }
    if (!this.opened && health === 'well') this.trips = Math.max(0, this.trips - 1)
    if (health !== 'neither') this.run.push(health)
    const lastFive = this.run.slice(-5)
    if (this.opened || (lastFive.length === 5 && lastFive.every((one) => one === 'ill'))) {
      this.trips += 1
      this.opened = { at: this.now, trips: this.trips }
      this.changedAt = this.now
      this.run = []
    }
  }
}

function step(breaker: CircuitBreaker, model: BreakerModel, event: Event): void {
  if ('wait' in event) model.now += event.wait
  else if ('stray' in event) {
    // A call that began in an earlier state ends late.
    if (model.changedAt !== null) breaker.end(model.changedAt - 1, event.stray, model.now)
  } else call(breaker, model, event.call)
}

function call(breaker: CircuitBreaker, model: BreakerModel, health: CallHealth): void {
  expect(breaker.waitMs(model.now) === 0).toBe(model.mayCall())
  const mayCall = breaker.begin(model.now)
  expect(mayCall).toBe(model.mayCall())
  if (!mayCall) return
  breaker.end(model.now, health, model.now)
  model.call(health)
}

describe('CircuitBreaker against its model', () => {
  const health = fc.constantFrom<CallHealth>('ill', 'ill', 'ill', 'well', 'neither')
  const event: fc.Arbitrary<Event> = fc.oneof(
    { weight: 2, arbitrary: fc.record({ wait: fc.constantFrom(1, 10_000, 30_000, 60_000, 300_000) }) },
    { weight: 6, arbitrary: fc.record({ call: health }) },
    { weight: 1, arbitrary: fc.record({ stray: health }) },
  )

  it('agrees on every one of ten thousand random courses of events', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        const breaker = new CircuitBreaker(60_000)
        const model = new BreakerModel()
        for (const one of events) step(breaker, model, one)
      }),
      { numRuns: 10_000 },
    )
  })
})
