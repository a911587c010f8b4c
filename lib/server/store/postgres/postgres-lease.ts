import { sql, type Transaction } from 'kysely'
import type pg from 'pg'
import type { Clock } from '#lib/server/clock'
import { StartError } from '#lib/server/errors'
import type { Logger } from '#lib/server/logger'
import type { IngestLease, LeaseState } from '#lib/server/store/ingest-lease'
import { beginTerm, renewTerm, seeLease, tellOfReader } from '#lib/server/store/postgres/lease-row'
import type { PostgresHosts } from '#lib/server/store/postgres/postgres-hosts'
import { openPostgresSession } from '#lib/server/store/postgres/postgres-session'
import { reconnectDelay } from '#lib/server/store/reconnect-delay'
import type { Database } from '#lib/server/store/schema'
import { StorageFault } from '#lib/server/store/storage-fault'

/** "STRA": the one advisory lock of this product in a database. */
export const LOCK = 0x53545241
/** Looks at the lease in the time that it holds. */
const LOOKS = 4
const LONGEST_LOOK_MS = 5000
/** A holder may take its time once nobody has looked for 15 minutes; one a minute tells well enough. */
const TELL_READERS_MS = 60_000

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
  /** Hears when any instance last had a reader, ms UTC. */
  onReaderElsewhere: (at: number) => void
  /** A session is open: whatever is to be listened to is asked for here. */
  onSession: (session: pg.Client) => Promise<void>
}

/**
 * One ingester among instances that share a database: an advisory lock of a session that belongs to it alone, and a row
 * with a term that grows with every holder. The server frees the lock with the session: at once when the process dies,
 * and after `leaseMs` of silence when it stands still. What a former holder still tries to write carries its old term
 * and is refused.
 */
export class PostgresLease implements IngestLease {
  state: LeaseState = 'unavailable'
  term = 0
  readonly standbyNotice = null
  /** Why no try will ever succeed, such as a pooler in between; `null` otherwise. */
  refusal: StartError | null = null
  private readonly options: PostgresLeaseOptions
  private session: pg.Client | null = null
  private taking: Promise<LeaseState> | null = null
  private wasHeld = false
  private wasLost = false
  private failures = 0
  private sessionSince = 0
  /** On the monotonic clock, ms: until then nobody else can have the right. */
  private sureUntil = Number.NEGATIVE_INFINITY
  /** On the monotonic clock, ms: when the holder last renewed the lease. */
  private holderSeenAt = Number.NEGATIVE_INFINITY
  private toldReaderAt = 0
  /** On the monotonic clock, ms: when the database last could not be reached at all. */
  private downAt = Number.NEGATIVE_INFINITY

  constructor(options: PostgresLeaseOptions) {
    this.options = options
  }

  /** While the database is down nobody can be elected: who fed it last goes on, and writes once it is back. */
  get mayIngest(): boolean {
    return this.state === 'held' || (this.state === 'unavailable' && this.wasHeld)
  }

  get lookInMs(): number {
    const { leaseMs, random } = this.options
    if (this.state !== 'unavailable') return Math.min(LONGEST_LOOK_MS, leaseMs / LOOKS)
    return reconnectDelay(this.failures, random())
  }

  isSure(): boolean {
    const now = this.options.clock.monotonic()
    if (this.state === 'held') return now < this.sureUntil
    // A process that stood still must not go by what it found before.
    return this.mayIngest && now - this.downAt < this.options.leaseMs
  }

  /** Whether another instance feeds the database, as far as can be seen from here. */
  isFedElsewhere(): boolean {
    const { clock, leaseMs } = this.options
    return this.state !== 'held' && clock.monotonic() - this.holderSeenAt < leaseMs
  }

  /** Asks on the session that holds the lock, so that what it says is said by the holder. @throws without a session */
  async ask<Row extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<Row[]> {
    const { session } = this
    if (session === null) throw new StorageFault('unreachable')
    return (await session.query<Row>(text, values)).rows
  }

  /** Something shows that another instance may have the right: the next look has to prove that it has not. */
  doubt(): void {
    this.sureUntil = Number.NEGATIVE_INFINITY
  }

  take(): Promise<LeaseState> {
    this.taking ??= this.look().finally(() => {
      this.taking = null
    })
    return this.taking
  }

  async release(): Promise<void> {
    await this.taking
    this.wasHeld = false
    this.state = 'unavailable'
    this.doubt()
    const { session } = this
    this.session = null
    if (session === null) return
    // Said, the lock is free at once; by the end of the session a little later.
    await session.query('select pg_advisory_unlock_all()').catch(() => {})
    await session.end().catch(() => {})
  }

  /**
   * Refuses a transaction of a term that has passed; until it ends no other instance can begin a new one. The setting
   * `strata.term` tells triggers and logs of the database whose write it is.
   */
  async fence(trx: Transaction<Database>): Promise<void> {
    const { rows } = await sql`
      select set_config('strata.term', term::text, true) from ingest_lease
      where term = ${this.term} for share`.execute(trx)
    if (rows.length > 0 && this.wasHeld) return
    this.doubt()
    throw new StorageFault('deposed')
  }

  private async look(): Promise<LeaseState> {
    const askedAt = this.options.clock.monotonic()
    let isReached = false
    try {
      const session = await this.connected()
      isReached = true
      if (this.state === 'held' && this.session === session && (await this.renew(session))) {
        this.sureUntil = askedAt + this.options.leaseMs
        return this.state
      }
      this.state = (await this.elect(session)) ? 'held' : 'elsewhere'
      this.wasHeld = this.state === 'held'
      if (this.wasHeld) this.sureUntil = askedAt + this.options.leaseMs
      else await this.follow(session)
    } catch (error) {
      this.lose(error, isReached)
    }
    return this.state
  }

  private async connected(): Promise<pg.Client> {
    if (this.session) return this.session
    const { hosts, leaseMs, clock, onSession } = this.options
    const session = await hosts.first((url) => openPostgresSession(url, leaseMs))
    session.once('end', () => {
      if (this.session !== session) return
      this.session = null
      this.doubt()
    })
    await onSession(session).catch(async (error: unknown) => {
      await session.end().catch(() => {})
      throw error
    })
    this.session = session
    this.sessionSince = clock.monotonic()
    this.failures = 0
    this.refusal = null
    // Held by the session before, which is gone.
    if (this.state === 'held') this.state = 'unavailable'
    return session
  }

  /** `false` where the row says that another instance came to hold the right. */
  private async renew(session: pg.Client): Promise<boolean> {
    const readerAt = await renewTerm(session, this.term)
    if (readerAt !== null && readerAt > 0) this.options.onReaderElsewhere(readerAt)
    return readerAt !== null
  }

  /** Sees that the holder lives, and lets it know of readers here. */
  private async follow(session: pg.Client): Promise<void> {
    const { clock, readerSeenAt } = this.options
    const sight = await seeLease(session)
    if (sight === null) return
    this.term = sight.term
    this.holderSeenAt = clock.monotonic() - sight.ageMs
    const seenAt = readerSeenAt()
    if (seenAt === null || seenAt - this.toldReaderAt < TELL_READERS_MS) return
    await tellOfReader(session, seenAt)
    this.toldReaderAt = seenAt
  }

  private async elect(session: pg.Client): Promise<boolean> {
    if (this.mustWait()) return false
    const { rows } = await session.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [LOCK])
    if (rows[0]?.mine !== true) return false
    const { hosts, migrate, holder, logger } = this.options
    try {
      await hosts.first(migrate)
      this.term = await beginTerm(session, holder)
    } catch (error) {
      // With the session goes the lock, which others may be better off with.
      this.session = null
      await session.end().catch(() => {})
      throw error
    }
    logger.info({ term: this.term }, 'This instance feeds the database from now on')
    return true
  }

  /** After an outage all instances come back at once: who fed the database before has the first try. */
  private mustWait(): boolean {
    const { clock, leaseMs } = this.options
    return this.wasLost && !this.wasHeld && clock.monotonic() - this.sessionSince < leaseMs / 2
  }

  private lose(error: unknown, wasReached: boolean): void {
    const { clock, logger } = this.options
    this.refusal = error instanceof StartError ? error : null
    if (this.refusal) logger.error({ failure: 'lease', err: error }, this.refusal.message)
    else logger.debug({ err: error }, 'The database cannot be asked who feeds it')
    const { session } = this
    this.session = null
    void session?.end().catch(() => {})
    this.state = 'unavailable'
    this.wasLost = true
    this.failures += 1
    this.doubt()
    // A session that broke may have been ended because this process stood still: that is no outage.
    this.downAt = wasReached ? Number.NEGATIVE_INFINITY : clock.monotonic()
  }
}
