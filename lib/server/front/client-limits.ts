/** What one client may ask for: so many at once, then so many a second. */
export interface Rate {
  perSecond: number
  burst: number
}

/** By kind of answer; what costs most is given out slowest. */
export const CLIENT_RATES = {
  board: { perSecond: 10, burst: 40 },
  page: { perSecond: 10, burst: 60 },
  analysis: { perSecond: 5, burst: 60 },
  history: { perSecond: 2, burst: 20 },
  export: { perSecond: 0.2, burst: 20 },
} as const satisfies Record<string, Rate>

export type LimitClass = keyof typeof CLIENT_RATES

export type Verdict = { allowed: true } | { allowed: false; retryAfterSeconds: number; rate: Rate }

const ALLOWED: Verdict = { allowed: true }
const MAX_CLIENTS = 50_000

/**
 * Token buckets by client and kind, as one number each: the time at which the bucket is full again (GCRA). When there
 * are too many clients the longest known are forgotten, who then may ask anew.
 */
export class ClientLimits {
  private readonly fullAt: Readonly<Record<LimitClass, Map<string, number>>> = {
    board: new Map(),
    page: new Map(),
    analysis: new Map(),
    history: new Map(),
    export: new Map(),
  }
  private readonly monotonic: () => number

  /** @param monotonic ms of a clock that never jumps */
  constructor(monotonic: () => number) {
    this.monotonic = monotonic
  }

  take(client: string, kind: LimitClass): Verdict {
    const rate = CLIENT_RATES[kind]
    const now = this.monotonic()
    const spacing = 1000 / rate.perSecond
    const clients = this.fullAt[kind]
    const fullAt = Math.max(now, clients.get(client) ?? now)
    const wait = fullAt + spacing - now - rate.burst * spacing
    if (wait > 1e-6) return { allowed: false, retryAfterSeconds: Math.ceil(wait / 1000), rate }
    clients.set(client, fullAt + spacing)
    if (clients.size > MAX_CLIENTS) forgetOldest(clients)
    return ALLOWED
  }
}

function forgetOldest(clients: Map<string, number>): void {
  for (const oldest of clients.keys()) {
    clients.delete(oldest)
    return
  }
}
