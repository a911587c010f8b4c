import { collectDefaultMetrics, Gauge, type Registry } from 'prom-client'

export interface ProcessReading {
  build: { version: string; node: string }
  /** ms, p99 of the last second. */
  lagMs: () => number
  /** Answers held in memory. */
  prepared: () => { entries: number; bytes: number }
}

/** The process itself: memory and CPU as every Prometheus client names them, and what is ours. */
export function processMetrics(registry: Registry, { build, lagMs, prepared }: ProcessReading): void {
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  new Gauge({
    name: 'strata_build_info',
    help: 'Version of the product and of Node',
    labelNames: ['version', 'node'],
    registers,
  }).set({ version: build.version, node: build.node }, 1)
  new Gauge({
    name: 'strata_eventloop_lag_seconds',
    help: 'How late the event loop ran in the last second, p99',
    registers,
    collect() {
      this.set(lagMs() / 1000)
    },
  })
  new Gauge({
    name: 'strata_prepared_bytes',
    help: 'Prepared answers held in memory',
    registers,
    collect() {
      this.set(prepared().bytes)
    },
  })
}
