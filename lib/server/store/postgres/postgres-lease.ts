import { sql, type Transaction } from 'kysely'
import type pg from 'pg'
import { StartError } from '#lib/server/errors'
import type { IngestLease, LeaseState } from '#lib/server/store/ingest-lease'
import { LeaseCertainty } from '#lib/server/store/postgres/lease-certainty'
import { beginTerm, renewTerm, seeLease, tellOfReader } from '#lib/server/store/postgres/lease-row'
import { isRefusal } from '#lib/server/store/postgres/postgres-faults'
import type { PostgresLeaseOptions } from '#lib/server/store/postgres/postgres-lease-options'
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
  private readonly certainty: LeaseCertainty
  /** The term writes are made under; behind `term` until `acknowledge`, and where another instance has the right. */
  writeTerm = 0
  /** On the monotonic clock, ms: when the holder last renewed the lease. */
  private holderSeenAt = Number.NEGATIVE_INFINITY
  private toldReaderAt = 0

  constructor(options: PostgresLeaseOptions) {
    this.options = options
    this.certainty = new LeaseCertainty(options.leaseMs)
  }

  /** While the database is down nobody can be elected: who fed it last goes on, and writes once it is back. */
  get mayIngest(): boolean {
    return this.state === 'held' || (this.state === 'unavailable' && this.wasHeld)
  }

  get lookInMs(): number {
    const { leaseMs, random } = this.options
    const longest = Math.min(LONGEST_LOOK_MS, leaseMs / LOOKS)
    if (this.state !== 'unavailable') return longest
    // A short lease must not have passed to others between two tries of who held it.
    return Math.min(longest, reconnectDelay(this.failures, random()))
  }

  isSure(): boolean {
    const now = this.options.clock.monotonic()
    if (this.state === 'held') return this.certainty.isSure(now)
    return this.mayIngest && this.certainty.isDown(now)
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
    this.certainty.doubt()
  }

  /** What waited for an earlier term is given up or still in order: writes may go on under the present one. */
  acknowledge(): void {
    this.writeTerm = this.term
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
      select set_config('strata.term', ${String(this.writeTerm)}, true) from ingest_lease
      where term = ${this.writeTerm} for key share`.execute(trx)
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
        this.certainty.held(askedAt)
        return this.state
      }
      const isElected = await this.elect(session)
      if (!isElected && this.wasHeld && (await this.isOwnTerm(session))) {
        // The lock is still held by the session that broke: nobody else has fed the database.
        this.state = 'unavailable'
        this.failures += 1
        return this.state
      }
      this.state = isElected ? 'held' : 'elsewhere'
      this.wasHeld = isElected
      if (isElected) this.certainty.held(askedAt)
      else await this.follow(session)
    } catch (error) {
      this.lose(error, isReached)
    }
    return this.state
  }

  private async isOwnTerm(session: pg.Client): Promise<boolean> {
    return (await seeLease(session))?.term === this.term
  }

  private async connected(): Promise<pg.Client> {
    if (this.session) return this.session
    const { hosts, leaseMs, clock, onSession } = this.options
    const session = await hosts.first((url) => openPostgresSession(url, leaseMs))
    session.once('end', () => {
      if (this.session !== session) return
      this.session = null
      this.wasLost = true
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
      const isFirst = this.writeTerm === 0
      this.term = await beginTerm(session, holder)
      if (isFirst) this.acknowledge()
    } catch (error) {
      // With the session goes the lock, which others may be better off with.
      this.session = null
      void session.end().catch(() => {})
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
    const wasDown = this.state === 'unavailable'
    this.state = 'unavailable'
    this.wasLost = true
    this.failures += 1
    this.doubt()
    const now = clock.monotonic()
    // A session that broke may have been ended because this process stood still: that is no outage.
    if (!wasReached && isRefusal(error)) this.certainty.refused(now)
    else if (!wasReached) this.certainty.silent(now)
    // Whoever stood still or heard nothing for longer than that may have a successor: it must not go on in an outage.
    const wasAsleep = !wasDown && !this.certainty.isHeldStill(now)
    if (wasAsleep || this.certainty.isCutOff(now)) this.wasHeld = false
  }
}
