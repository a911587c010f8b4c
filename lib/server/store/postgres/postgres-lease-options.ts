import type pg from 'pg'
import type { Clock } from '#lib/server/clock'
import type { Logger } from '#lib/server/logger'
import type { PostgresHosts } from '#lib/server/store/postgres/postgres-hosts'

export interface PostgresLeaseOptions {
  hosts: PostgresHosts
  /** How long a holder that stands still keeps the right, ms. */
  leaseMs: number
  /** Tells this process from others, for the operator. */
  holder: string
  clock: Clock
  logger: Logger
  /** 0 ≤ x < 1. */
  random: () => number
  /** Brings the schema forward; only the holder of the lock does. */
  migrate: (url: string) => Promise<void>
  /** When this instance last had a reader, ms UTC; `null` for never. */
  readerSeenAt: () => number | null
  /** The holder hears when another instance last had a reader, ms UTC. */
  onReaderElsewhere: (at: number) => void
  /** A session is open: whatever is to be listened to is asked for here. */
  onSession: (session: pg.Client) => Promise<void>
}
