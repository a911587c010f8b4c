import { Counter, Histogram, type Registry } from 'prom-client'

/** Prepared answers take a few hundredths of a millisecond, pages tens of milliseconds. */
const BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]
/** Of answers at hand only one in so many is timed: the timing would cost more than the answer. */
const TIMED_SHARE = 64

/** Hears of one answer: the route's name, the status sent and how long it took, ms. */
export type OnAnswer = (route: string, status: number, durationMs: number) => void

/** Answers of one route since the process began. */
interface RouteCount {
  byStatus: Map<number, number>
  total: number
}

/** Counts what readers were answered. Routes are names, never addresses: there are few of them. */
export function httpMetrics(registry: Registry): OnAnswer {
  const routes = new Map<string, RouteCount>()
  const durations = new Histogram({
    name: 'strata_http_request_duration_seconds',
    help: `Time from request to answer; of answers within 1 ms one in ${TIMED_SHARE} is timed`,
    labelNames: ['route'],
    buckets: BUCKETS,
    registers: [registry],
  })
  exposeCounts(registry, routes)
  return (route, status, durationMs) => {
    let count = routes.get(route)
    if (count === undefined) {
      count = { byStatus: new Map(), total: 0 }
      routes.set(route, count)
    }
    const known = count.byStatus.get(status)
    count.byStatus.set(status, known === undefined ? 1 : known + 1)
    count.total += 1
    if (durationMs > 1 || count.total % TIMED_SHARE === 0) durations.labels(route).observe(durationMs / 1000)
  }
}

/** Written from our own counts whenever someone scrapes: a counter of the library for each answer is too dear. */
function exposeCounts(registry: Registry, routes: ReadonlyMap<string, RouteCount>): void {
  new Counter({
    name: 'strata_http_requests_total',
    help: 'Answers sent',
    labelNames: ['route', 'code'],
    registers: [registry],
    collect() {
      this.reset()
      for (const [route, { byStatus }] of routes)
        for (const [code, count] of byStatus) this.inc({ route, code }, count)
    },
  })
  new Counter({
    name: 'strata_http_shed_total',
    help: 'Requests refused because of load (503) or because one client asked too much (429)',
    labelNames: ['route'],
    registers: [registry],
    collect() {
      this.reset()
      for (const [route, { byStatus }] of routes)
        for (const code of [429, 503]) {
          const count = byStatus.get(code)
          if (count !== undefined) this.inc({ route }, count)
        }
    },
  })
}
