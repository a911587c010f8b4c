import { Gauge, type Registry } from 'prom-client'
import type { Snapshot } from '#lib/core/contract/snapshot'
import type { FeedReport } from '#lib/server/feed/board-feed'
import type { Runtime } from '#lib/server/runtime'

export interface BoardReading {
  /** `null` before the first data. */
  snapshot: Snapshot | null
  report: FeedReport
  /** Who may add to the store; `null` without one. */
  lease: Runtime['lease']
  /** ms UTC */
  now: number
}

/** By name: what it tells, and where it stands; `null` is no sample, never 0. */
const GAUGES: Readonly<Record<string, [help: string, value: (reading: BoardReading) => number | null]>> = {
  snapshot_age_seconds: [
    'Age of the last accepted batch',
    ({ snapshot, now }) => (snapshot === null ? null : (now - Date.parse(snapshot.fetchedAt)) / 1000),
  ],
  snapshot_seq: ['Sequence of the last accepted batch', ({ snapshot }) => snapshot?.sequence ?? null],
  ticks_quarantined: [
    'Tokens whose newest row is held back',
    ({ report: { guard } }) => guard.quarantined.length,
  ],
  batch_refused: [
    'Answers refused as a whole, in a row',
    ({ report: { guard } }) => (guard.refusedBatch === null ? 0 : guard.refusedBatch.refused),
  ],
  storage_writes_waiting: [
    'Writes the database has not taken yet',
    ({ report: { storage } }) => storage.queued,
  ],
  storage_batches_dropped: [
    'Batches given up since the process began',
    ({ report: { storage } }) => storage.dropped,
  ],
  storage_backup_age_seconds: [
    'Age of the newest backup',
    ({ report: { storage }, now }) =>
      storage.lastBackupAt === null ? null : (now - storage.lastBackupAt) / 1000,
  ],
  leader: [
    '1 where this process feeds the store, 0 where another one does',
    ({ lease }) => (lease === null ? null : Number(lease.state === 'held')),
  ],
  lease_term: ['How often the right to feed the store was given', ({ lease }) => lease?.term ?? null],
  clock_skew_seconds: [
    'How far the clock of this machine is ahead of the upstream',
    ({ report: { clockSkewMs } }) => (clockSkewMs === null ? null : clockSkewMs / 1000),
  ],
}

/** The state of the board, read whenever someone scrapes. */
export function boardMetrics(registry: Registry, read: () => BoardReading): void {
  const registers = [registry]
  for (const [name, [help, value]] of Object.entries(GAUGES)) {
    new Gauge({
      name: `strata_${name}`,
      help,
      registers,
      collect() {
        const now = value(read())
        this.reset()
        if (now === null) this.remove()
        else this.set(now)
      },
    })
  }
  new Gauge({
    name: 'strata_tokens',
    help: 'Mapped tokens by state',
    labelNames: ['state'],
    registers,
    collect() {
      this.reset()
      for (const { state } of read().snapshot?.tokens ?? []) this.inc({ state })
    },
  })
  new Gauge({
    name: 'strata_storage_state',
    help: '1 for the state the database is in',
    labelNames: ['state'],
    registers,
    collect() {
      this.reset()
      this.set({ state: read().report.storage.state }, 1)
    },
  })
}
