import { Gauge, type Registry } from 'prom-client'
import type { Snapshot } from '#lib/core/contract/snapshot'
import type { FeedReport } from '#lib/server/feed/board-feed'

export interface BoardReading {
  /** `null` before the first data. */
  snapshot: Snapshot | null
  report: FeedReport
  /** ms UTC */
  now: number
}

/** The state of the board and its upstream, read whenever someone scrapes. */
export function boardMetrics(registry: Registry, read: () => BoardReading): void {
  const gauge = (name: string, help: string, value: (reading: BoardReading) => number | null) => {
    new Gauge({
      name: `strata_${name}`,
      help,
      registers: [registry],
      collect() {
        const now = value(read())
        if (now === null) this.reset()
        else this.set(now)
      },
    })
  }
  gauge('snapshot_age_seconds', 'Age of the last accepted batch', ({ snapshot, now }) =>
    snapshot === null ? null : (now - Date.parse(snapshot.fetchedAt)) / 1000,
  )
  gauge('snapshot_seq', 'Sequence of the last accepted batch', ({ snapshot }) => snapshot?.sequence ?? null)
  gauge('upstream_quota_remaining', 'Credits left this month', ({ report: { calls } }) =>
    calls.creditsLimit === null || calls.creditsUsed === null ? null : calls.creditsLimit - calls.creditsUsed,
  )
  gauge('upstream_next_poll_seconds', 'Time to the next refresh', ({ report, now }) =>
    report.nextRefreshAt === null ? null : (report.nextRefreshAt - now) / 1000,
  )
  tokenStates(registry, read)
}

function tokenStates(registry: Registry, read: () => BoardReading): void {
  new Gauge({
    name: 'strata_tokens',
    help: 'Mapped tokens by state',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.reset()
      for (const { state } of read().snapshot?.tokens ?? []) this.inc({ state })
    },
  })
}
