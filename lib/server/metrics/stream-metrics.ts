import { Counter, Gauge, type Registry } from 'prom-client'
import type { StreamReport } from '#lib/server/stream/stream-hub'

/** Who reads the live stream, and who was turned away or cut off; read whenever someone scrapes. */
export function streamMetrics(registry: Registry, read: () => StreamReport): void {
  const registers = [registry]
  new Gauge({
    name: 'strata_sse_clients',
    help: 'Open streams, and those of them that do not keep up',
    labelNames: ['state'],
    registers,
    collect() {
      const { clients, behind } = read()
      this.set({ state: 'reading' }, clients - behind)
      this.set({ state: 'behind' }, behind)
    },
  })
  new Counter({
    name: 'strata_sse_dropped_total',
    help: 'Streams refused or cut off, by why',
    labelNames: ['reason'],
    registers,
    collect() {
      this.reset()
      const { refused, stalled } = read()
      for (const [reason, count] of Object.entries({ ...refused, stalled })) this.inc({ reason }, count)
    },
  })
  new Gauge({
    name: 'strata_sse_fanout_duration_seconds',
    help: 'From the last publication until its last client was written to',
    registers,
    collect() {
      const { lastFanoutMs } = read()
      this.reset()
      if (lastFanoutMs === null) this.remove()
      else this.set(lastFanoutMs / 1000)
    },
  })
}
