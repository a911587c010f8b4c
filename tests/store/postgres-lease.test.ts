import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Snapshot } from '#lib/core/contract/snapshot'
import { type PublishedBoard, readPublished, writePublished } from '#lib/server/feed/shared-board'
import { createLogger } from '#lib/server/logger'
import { BoardExchange } from '#lib/server/store/postgres/board-exchange'
import { kyselyOnPostgres } from '#lib/server/store/postgres/postgres-dialect'
import { migratePostgres } from '#lib/server/store/postgres/postgres-engine'
import { PostgresHosts } from '#lib/server/store/postgres/postgres-hosts'
import { PostgresLease } from '#lib/server/store/postgres/postgres-lease'
import { createSqlStore } from '#lib/server/store/sql-store'
import { isFullRun } from '../helpers/full-run.ts'
import { ManualClock } from '../helpers/manual-clock.ts'
import { reportFixture } from '../helpers/report-fixture.ts'
import { snapshotFixture } from '../helpers/snapshot-fixture.ts'
import {
  createTestDatabase,
  endOwnServer,
  hasPostgres,
  type TestDatabase,
} from '../postgres/test-database.ts'
import { NO_TICKS, sampleBatch } from './sample-batch.ts'

const RACES = isFullRun ? 100 : 20
const LEASE_MS = 600
const IS_HERE = hasPostgres()

let database: TestDatabase
let clock: ManualClock
let closing: (() => Promise<void>)[]

beforeEach(async () => {
  if (!IS_HERE) return
  database = await createTestDatabase()
  clock = new ManualClock(Date.UTC(2026, 10, 22))
  closing = []
})

afterEach(async () => {
  if (!IS_HERE) return
  await Promise.all(closing.map((close) => close()))
  await database.remove()
})

afterAll(endOwnServer)

interface Member {
  lease: PostgresLease
  exchange: BoardExchange<PublishedBoard>
  news: number
}

function member(leaseMs = LEASE_MS, url = database.url): Member {
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
    clock,
    logger,
    random: () => 0.5,
    migrate: migratePostgres,
    readerSeenAt: () => null,
    onReaderElsewhere: () => {},
    onSession: (session) => exchange.listen(session),
  })
  const made: Member = { lease, exchange, news: 0 }
  closing.push(() => lease.release())
  return made
}

function storeOf({ lease }: Member) {
  const store = createSqlStore(kyselyOnPostgres(database.url), (trx) => lease.fence(trx))
  closing.push(() => store.close())
  return store
}

describe.skipIf(!IS_HERE)('the lease of a shared database', () => {
  test(`I1: is held by exactly one of those that ask at once, ${RACES} times over`, async () => {
    for (let race = 1; race <= RACES; race += 1) {
      const rivals = Array.from({ length: 4 }, () => member().lease)
      const states = await Promise.all(rivals.map((one) => one.take()))
      expect(states.toSorted()).toEqual(['elsewhere', 'elsewhere', 'elsewhere', 'held'])
      expect(rivals.find(({ state }) => state === 'held')?.term).toBe(race)
      await Promise.all(rivals.map((one) => one.release()))
    }
  }, 60_000)

  test('I2: goes to another once it is let go, with a greater term', async () => {
    const [first, second] = [member(), member()]
    expect([await first.lease.take(), await second.lease.take()]).toEqual(['held', 'elsewhere'])
    expect(second.lease.isFedElsewhere()).toBe(true)
    await first.lease.release()
    expect(await second.lease.take()).toBe('held')
    expect(second.lease.term).toBe(2)
    expect(second.lease.isFedElsewhere()).toBe(false)
  })

  test('I3: of one that stands still ends with its time, and what it then writes is refused', async () => {
    const [asleep, awake] = [member(), member()]
    await asleep.lease.take()
    const old = storeOf(asleep)
    await old.saveBatch(sampleBatch(1), NO_TICKS)
    expect(asleep.lease.isSure()).toBe(true)
    await clock.advance(LEASE_MS)
    expect(asleep.lease.isSure()).toBe(false)
    await expect.poll(() => awake.lease.take(), { timeout: 10_000 }).toBe('held')
    await expect(old.saveBatch(sampleBatch(2), NO_TICKS)).rejects.toMatchObject({ kind: 'deposed' })
    await expect(old.saveHistory('a', 'daily', [], 1)).rejects.toMatchObject({ kind: 'deposed' })
    await expect(old.recordCall({ at: 1, month: '2026-11', credits: 1 })).rejects.toMatchObject({
      kind: 'deposed',
    })
    const fresh = storeOf(awake)
    expect((await fresh.loadLatestBatches()).map(({ sequence }) => sequence)).toEqual([1])
    await fresh.saveBatch(sampleBatch(2), NO_TICKS)
    // The session it had is gone, which is no sign of an outage in which it might go on.
    expect(await asleep.lease.take()).not.toBe('held')
    expect(asleep.lease.isSure()).toBe(false)
    await expect.poll(() => asleep.lease.take()).toBe('elsewhere')
    expect(asleep.lease.mayIngest).toBe(false)
  })

  test('says what is wrong with a database that is not there, and waits for a host that is not', async () => {
    const missing = member(LEASE_MS, database.url.replace(/[^/]+$/, 'nowhere'))
    expect(await missing.lease.take()).toBe('unavailable')
    expect(missing.lease.refusal?.message).toContain('that DATABASE_URL names: check them')
    const dead = member(LEASE_MS, 'postgres://strata@127.0.0.1:1/strata')
    expect(await dead.lease.take()).toBe('unavailable')
    expect(dead.lease.refusal).toBeNull()
    expect(dead.lease.mayIngest).toBe(false)
  })

  test('I4: is looked at as often while the database is down, however short it is', async () => {
    const { lease } = member(2000, 'postgres://strata@127.0.0.1:1/strata')
    for (let look = 0; look < 10; look += 1) {
      await lease.take()
      expect(lease.lookInMs).toBeLessThanOrEqual(500)
    }
  })

  test('a doubt ends certainty until the next look', async () => {
    const { lease } = member(60_000)
    await lease.take()
    lease.doubt()
    expect(lease.isSure()).toBe(false)
    await lease.take()
    expect(lease.isSure()).toBe(true)
    expect(lease.term).toBe(1)
  })
})

describe.skipIf(!IS_HERE)('the board that all instances show', () => {
  test('reaches the others byte for byte by a notice', async () => {
    const [leader, follower] = [member(), member()]
    await leader.lease.take()
    await follower.lease.take()
    const published = { board: snapshotFixture(), report: reportFixture() }
    leader.exchange.publish(published, leader.lease)
    await expect.poll(() => follower.news).toBe(1)
    expect(follower.exchange.board).toBeNull()
    expect(follower.exchange.reveal()).toBe(true)
    expect(JSON.stringify(follower.exchange.board)).toBe(JSON.stringify(published))
    expect(follower.exchange.reveal()).toBe(false)
  })

  test('I8: is found without its notice by the next look', async () => {
    const [leader, follower] = [member(), member()]
    await leader.lease.take()
    await follower.lease.take()
    leader.exchange.publish({ board: snapshotFixture(), report: reportFixture() }, leader.lease)
    await expect.poll(() => follower.news).toBe(1)
    await leader.lease.ask('update published_board set version = version + 1', [])
    await follower.exchange.fetch(follower.lease)
    expect(follower.news).toBe(2)
    await follower.exchange.fetch(follower.lease)
    expect(follower.news).toBe(2)
  })

  test('of others is forgotten by one that publishes itself', async () => {
    const [leader, follower] = [member(), member()]
    await leader.lease.take()
    await follower.lease.take()
    const published = { board: snapshotFixture(), report: reportFixture() }
    leader.exchange.publish(published, leader.lease)
    await expect.poll(() => follower.news).toBe(1)
    follower.exchange.reveal()
    follower.exchange.publish(published, follower.lease)
    expect(follower.exchange.board).toBeNull()
    expect(follower.exchange.reveal()).toBe(false)
  })

  test('is not taken from one whose term has passed', async () => {
    const [former, leader] = [member(), member()]
    await former.lease.take()
    const { writeTerm } = former.lease
    await former.lease.release()
    await leader.lease.take()
    const session = { writeTerm, ask: leader.lease.ask.bind(leader.lease) }
    former.exchange.publish({ board: snapshotFixture(), report: reportFixture() }, session)
    await former.exchange.fetch(session)
    expect(former.exchange.board).toBeNull()
  })

  test('is not taken from one that has seen its successor but not yet given way', async () => {
    const [former, leader, follower] = [member(), member(), member()]
    await former.lease.take()
    await clock.advance(LEASE_MS)
    await expect.poll(() => leader.lease.take(), { timeout: 10_000 }).toBe('held')
    await expect.poll(() => former.lease.take()).toBe('elsewhere')
    expect(former.lease.term).toBe(leader.lease.term)
    former.exchange.publish({ board: snapshotFixture(), report: reportFixture() }, former.lease)
    // Behind what it tries to publish.
    await former.exchange.fetch(former.lease)
    await follower.lease.take()
    await follower.exchange.fetch(follower.lease)
    expect(follower.exchange.board).toBeNull()
  })

  test('of another build is left alone where it has another shape', async () => {
    const [leader, follower] = [member(), member()]
    await leader.lease.take()
    await follower.lease.take()
    const odd = { ...snapshotFixture(), tokens: 'none' } as unknown as Snapshot
    leader.exchange.publish({ board: odd, report: reportFixture() }, leader.lease)
    await leader.exchange.fetch(leader.lease)
    await follower.exchange.fetch(follower.lease)
    expect(follower.exchange.board).toBeNull()
  })
})
