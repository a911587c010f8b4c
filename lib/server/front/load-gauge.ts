/** Work that may be refused under load, the first to go first. What is prepared is always sent. */
export const SHED_ORDER = ['export', 'analysis', 'stream', 'page'] as const
export type Sheddable = (typeof SHED_ORDER)[number]

/** From which load on each is refused: event-loop lag (ms, p99 of the last second) and answers being made. */
const LIMITS: Readonly<Record<Sheddable, { lagMs: number; inFlight: number }>> = {
  export: { lagMs: 100, inFlight: 64 },
  analysis: { lagMs: 200, inFlight: 128 },
  stream: { lagMs: 300, inFlight: 192 },
  page: { lagMs: 500, inFlight: 256 },
}

/** Lag with fewer answers in the making is not of our readers' doing; turning them away would not end it. */
const LEAST_IN_FLIGHT = 8

/** How busy the process is, and what it can no longer afford. */
export class LoadGauge {
  /** Answers being made right now. */
  inFlight = 0
  private readonly lagMs: () => number

  /** @param lagMs event-loop lag, ms, p99 of about the last second */
  constructor(lagMs: () => number) {
    this.lagMs = lagMs
  }

  mustShed(kind: Sheddable): boolean {
    const limit = LIMITS[kind]
    if (this.inFlight < LEAST_IN_FLIGHT) return false
    return this.inFlight >= limit.inFlight || this.lagMs() > limit.lagMs
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    this.inFlight += 1
    try {
      return await work()
    } finally {
      this.inFlight -= 1
    }
  }
}
