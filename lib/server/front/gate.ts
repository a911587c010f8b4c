import { AppError } from '#lib/server/errors'
import { clientAddress } from '#lib/server/front/client-address'
import type { ClientLimits, LimitClass } from '#lib/server/front/client-limits'
import type { Exchange } from '#lib/server/front/exchange'
import type { LoadGauge, Sheddable } from '#lib/server/front/load-gauge'

const LONGEST_RETRY_SECONDS = 10

export interface GateOptions {
  /** `null`: something in front of us counts, every client may ask as much as it likes. */
  limits: ClientLimits | null
  gauge: LoadGauge
  trustedProxies: number
  random: () => number
}

/** Who may ask now. */
export class Gate {
  private readonly options: GateOptions

  constructor(options: GateOptions) {
    this.options = options
  }

  clientOf({ request }: Exchange): string {
    return clientAddress(request, this.options.trustedProxies)
  }

  /** @throws AppError `rate_limited` when this client has asked too much of this kind */
  admit(exchange: Exchange, kind: LimitClass): void {
    const verdict = this.options.limits?.take(this.clientOf(exchange), kind)
    if (verdict === undefined || verdict.allowed) return
    const { retryAfterSeconds, rate } = verdict
    const { response } = exchange
    response.setHeader('RateLimit-Policy', `${rate.burst};w=${Math.ceil(rate.burst / rate.perSecond)}`)
    response.setHeader('RateLimit', `limit=${rate.burst}, remaining=0, reset=${retryAfterSeconds}`)
    throw new AppError('rate_limited', `Too many requests; ask again in ${retryAfterSeconds} s`, {
      retryAfterSeconds,
    })
  }

  /** @throws AppError `overloaded` when work of this kind can no longer be afforded */
  afford(kind: Sheddable): void {
    if (!this.options.gauge.mustShed(kind)) return
    // Spread, so that those who were sent away do not come back as one.
    const retryAfterSeconds = 1 + Math.floor(this.options.random() * LONGEST_RETRY_SECONDS)
    throw new AppError('overloaded', 'The server is busy; ask again in a few seconds', { retryAfterSeconds })
  }

  /** Counts work that takes time as long as it lasts. */
  run<T>(work: () => Promise<T>): Promise<T> {
    return this.options.gauge.run(work)
  }
}
