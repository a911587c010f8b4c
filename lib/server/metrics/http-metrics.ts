import { Counter, Histogram, type Registry } from 'prom-client'

/** Of prepared answers a few hundredths of a millisecond, of pages tens of milliseconds. */
const BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]

/** Hears of one answer: the route's name, the status sent and how long it took, ms. */
export type OnAnswer = (route: string, status: number, durationMs: number) => void

/** Counts what readers were answered. Routes are names, never addresses: there are few of them. */
export function httpMetrics(registry: Registry): OnAnswer {
  const registers = [registry]
  const requests = new Counter({
    name: 'strata_http_requests_total',
    help: 'Answers sent',
    labelNames: ['route', 'code'],
    registers,
  })
  const durations = new Histogram({
    name: 'strata_http_request_duration_seconds',
    help: 'Time from request to answer',
    labelNames: ['route'],
    buckets: BUCKETS,
    registers,
  })
  const shed = new Counter({
    name: 'strata_http_shed_total',
    help: 'Requests refused because of load (503) or because one client asked too much (429)',
    labelNames: ['route'],
    registers,
  })
  const counters = new Map<string, Counter.Internal>()
  const timers = new Map<string, Histogram.Internal<'route'>>()
  return (route, status, durationMs) => {
    keep(counters, `${route} ${status}`, () => requests.labels(route, String(status))).inc()
    keep(timers, route, () => durations.labels(route)).observe(durationMs / 1000)
    if (status === 429 || status === 503) shed.labels(route).inc()
  }
}

function keep<T>(known: Map<string, T>, key: string, make: () => T): T {
  const value = known.get(key) ?? make()
  known.set(key, value)
  return value
}
