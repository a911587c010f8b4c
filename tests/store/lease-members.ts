import { afterAll, test } from 'vitest'
import { type PublishedBoard, readPublished, writePublished } from '#lib/server/feed/shared-board'
import { createLogger } from '#lib/server/logger'
import { BoardExchange } from '#lib/server/store/postgres/board-exchange'
import { kyselyOnPostgres } from '#lib/server/store/postgres/postgres-dialect'
import { migratePostgres } from '#lib/server/store/postgres/postgres-engine'
import { PostgresHosts } from '#lib/server/store/postgres/postgres-hosts'
import { PostgresLease } from '#lib/server/store/postgres/postgres-lease'
import { createSqlStore } from '#lib/server/store/sql-store'
import { ManualClock } from '../helpers/manual-clock.ts'
import { createTestDatabase, endOwnServer, type TestDatabase } from '../postgres/test-database.ts'

/** No test is silent for so long: the server counts it by a clock of its own, which nobody here moves. */
export const LEASE_MS = 60_000

export interface Member {
  lease: PostgresLease
  exchange: BoardExchange<PublishedBoard>
  news: number
}

/** Instances, as far as their lease and their boards go, on one database of their own and a clock moved by hand. */
export class LeaseMembers {
  readonly clock = new ManualClock(Date.UTC(2026, 10, 22))
  readonly closing: (() => Promise<void>)[] = []
  private readonly database: TestDatabase

  static async open(): Promise<LeaseMembers> {
    return new LeaseMembers(await createTestDatabase())
  }

  private constructor(database: TestDatabase) {
    this.database = database
  }

  get url(): string {
    return this.database.url
  }

  member(leaseMs = LEASE_MS, url = this.url): Member {
    const logger = createLogger('silent')
    const exchange = new BoardExchange({
      write: writePublished,
      read: readPublished,
      logger,
      onNews: () => {
        made.news += 1
      },
    })
    const lease = new PostgresLease({
      hosts: new PostgresHosts(url),
      leaseMs,
      holder: 'test',
      clock: this.clock,
      logger,
      random: () => 0.5,
      migrate: migratePostgres,
      readerSeenAt: () => null,
      onReaderElsewhere: () => {},
      onSession: (session) => exchange.listen(session),
    })
    const made: Member = { lease, exchange, news: 0 }
    this.closing.push(() => lease.release())
    return made
  }

  storeOf({ lease }: Member) {
    const store = createSqlStore(kyselyOnPostgres(this.url), (trx) => lease.fence(trx))
    this.closing.push(() => store.close())
    return store
  }

  /** Lets the server find that a member has been silent for too long, without the wait. */
  async endIdle({ lease }: Member): Promise<void> {
    await lease.ask("set idle_session_timeout = '1ms'", [])
  }

  async close(): Promise<void> {
    await Promise.all(this.closing.map((close) => close()))
    await this.database.remove()
  }
}

/** A test of instances that are made for it and gone after it. */
export const leaseTest = test.extend<{ all: LeaseMembers }>({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from it what a fixture needs
  all: async ({}, use) => {
    const all = await LeaseMembers.open()
    await use(all)
    await all.close()
  },
})

afterAll(endOwnServer)
