import type { Clock } from '#lib/server/clock'

/** The wall clock gaining more than this on the monotonic one: the machine slept. */
const LEAP_MS = 5_000
/** Below this the machine's clock and the upstream's count as the same. */
export const SKEW_TOLERANCE_MS = 30_000
const KEPT_READINGS = 5
/** No answer is older than this product. */
const EARLIEST_DATE = Date.UTC(2026, 0, 1)

/** What an answer says about the time. */
export interface DateReading {
  /** Its `Date` header, whole seconds, ms UTC. */
  date: number
  /** Its `Age` header, ms: where a cache answered, the date may be that much old. */
  ageMs: number
  /** Between asking and hearing, ms. */
  roundTripMs: number
}

/**
 * The best knowledge of UTC: begins with the machine's clock, then goes on evenly whatever that does, and is set right
 * where the upstream's `Date` differs by more than 30 s (median of the last five answers). Only a leap of the machine's
 * clock forwards is believed, for that is what sleep looks like: data then looks too old rather than too new.
 */
export class SteadyClock implements Clock {
  private readonly base: Clock
  /** UTC at the monotonic zero, ms. */
  private origin: number
  private last: { wall: number; monotonic: number }
  private origins: number[] = []
  private measured: number | null = null

  constructor(base: Clock) {
    this.base = base
    this.last = { wall: base.now(), monotonic: base.monotonic() }
    this.origin = this.last.wall - this.last.monotonic
  }

  now(): number {
    const monotonic = this.monotonic()
    this.followLeap(this.base.now(), monotonic)
    return Math.round(this.origin + monotonic)
  }

  monotonic(): number {
    return this.base.monotonic()
  }

  schedule(delayMs: number, task: () => void): () => void {
    return this.base.schedule(delayMs, task)
  }

  /** How far the machine's clock is ahead of the upstream's, ms, negative when behind; `null` before an answer. */
  skewMs(): number | null {
    if (this.measured === null) return null
    return Math.round(this.base.now() - (this.measured + this.monotonic()))
  }

  /** Takes the time from an answer that has just come. */
  observe({ date, ageMs, roundTripMs }: DateReading): void {
    if (!(date >= EARLIEST_DATE)) return
    const now = this.now()
    const latest = date + 1_000 + ageMs + roundTripMs
    const offset = now < date ? date - now : Math.min(0, latest - now)
    this.origins = [...this.origins, this.origin + offset].slice(-KEPT_READINGS)
    this.measured = medianNear(this.origins, this.origin)
    if (Math.abs(this.measured - this.origin) > SKEW_TOLERANCE_MS) this.origin = this.measured
  }

  private followLeap(wall: number, monotonic: number): void {
    const ahead = wall - this.last.wall - (monotonic - this.last.monotonic)
    this.last = { wall, monotonic }
    if (ahead <= LEAP_MS) return
    this.origin += ahead
    this.origins = []
  }
}

/** The median; of two middle values the one nearer to `reference`. */
function medianNear(values: readonly number[], reference: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1)
  return middle.reduce((best, value) =>
    Math.abs(value - reference) < Math.abs(best - reference) ? value : best,
  )
}
