import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { FeedReport } from '#lib/server/feed/board-feed'
import type { EndedCall } from '#lib/server/feed/call-log'

const BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const BREAKER = { closed: 0, open: 1, 'half-open': 2 } as const

type Reading = Pick<FeedReport, 'calls' | 'breaker' | 'outcomes' | 'nextRefreshAt' | 'deferred'>

/** By name: what it tells, and where it stands; `null` is no sample, never 0. */
const GAUGES: Readonly<
  Record<string, [help: string, value: (reading: Reading, now: number) => number | null]>
> = {
  breaker_state: ['0 closed, 1 open, 2 half-open', ({ breaker }) => BREAKER[breaker.state]],
  calls_left: ['Calls left in this minute', ({ calls }) => calls.leftThisMinute],
  quota_limit: ['Credits of a month', ({ calls }) => calls.creditsLimit],
  quota_remaining: ['Credits left this month', ({ calls }) => calls.creditsLeft],
  quota_projected: [
    'Credits the month will have taken at the present pace',
    ({ calls }) => calls.creditsProjected,
  ],
  history_calls_waiting: ['History calls that wait for their turn', ({ deferred }) => deferred.historyCalls],
  next_poll_seconds: [
    'Time to the next refresh',
    ({ nextRefreshAt }, now) => (nextRefreshAt === null ? null : (nextRefreshAt - now) / 1000),
  ],
}

/** How the upstream is asked and answers, read whenever someone scrapes. The answer hears of each call that ended. */
export function upstreamMetrics(registry: Registry): {
  onCall: (call: EndedCall) => void
  follow: (read: () => Reading, now: () => number) => void
} {
  const registers = [registry]
  const durations = new Histogram({
    name: 'strata_upstream_request_duration_seconds',
    help: 'Time of one attempt, refused and failed ones included',
    labelNames: ['endpoint'],
    buckets: BUCKETS,
    registers,
  })
  return {
    onCall: ({ endpoint, durationMs }) => durations.labels(endpoint).observe(durationMs / 1000),
    follow(read, now) {
      exposeOutcomes(registry, read)
      for (const [name, [help, value]] of Object.entries(GAUGES)) {
        new Gauge({
          name: `strata_upstream_${name}`,
          help,
          registers,
          collect() {
            const reading = value(read(), now())
            this.reset()
            if (reading === null) this.remove()
            else this.set(reading)
          },
        })
      }
    },
  }
}

function exposeOutcomes(registry: Registry, read: () => Reading): void {
  new Counter({
    name: 'strata_upstream_requests_total',
    help: 'Attempts by how they ended',
    labelNames: ['endpoint', 'outcome'],
    registers: [registry],
    collect() {
      this.reset()
      for (const { endpoint, outcome, count } of read().outcomes) this.inc({ endpoint, outcome }, count)
    },
  })
}
