import { describe, expect } from 'vitest'
import { Wire } from '../cluster/wire.ts'
import { isFullRun } from '../helpers/full-run.ts'
import { hasPostgres } from '../postgres/test-database.ts'
import { LEASE_MS, leaseTest as test } from './lease-members.ts'
import { NO_TICKS, sampleBatch } from './sample-batch.ts'

const RACES = isFullRun ? 100 : 20

describe.skipIf(!hasPostgres())('the lease of a shared database', () => {
  test(`I1: is held by exactly one of those that ask at once, ${RACES} times over`, async ({ all }) => {
    for (let race = 1; race <= RACES; race += 1) {
      const rivals = Array.from({ length: 4 }, () => all.member().lease)
      const states = await Promise.all(rivals.map((one) => one.take()))
      expect(states.toSorted()).toEqual(['elsewhere', 'elsewhere', 'elsewhere', 'held'])
      expect(rivals.find(({ state }) => state === 'held')?.term).toBe(race)
      await Promise.all(rivals.map((one) => one.release()))
    }
  }, 60_000)

  test('I2: goes to another once it is let go, with a greater term', async ({ all }) => {
    const [first, second] = [all.member(), all.member()]
    expect([await first.lease.take(), await second.lease.take()]).toEqual(['held', 'elsewhere'])
    expect(second.lease.isFedElsewhere()).toBe(true)
    await first.lease.release()
    expect(await second.lease.take()).toBe('held')
    expect(second.lease.term).toBe(2)
    expect(second.lease.isFedElsewhere()).toBe(false)
  })

  test('I3: of one that stands still ends with its time, and what it then writes is refused', async ({
    all,
  }) => {
    const [asleep, awake] = [all.member(), all.member()]
    await asleep.lease.take()
    const old = all.storeOf(asleep)
    await old.saveBatch(sampleBatch(1), NO_TICKS)
    expect(asleep.lease.isSure()).toBe(true)
    await all.clock.advance(LEASE_MS)
    expect(asleep.lease.isSure()).toBe(false)
    expect(await asleep.lease.ask('show idle_session_timeout', [])).toEqual([
      { idle_session_timeout: '1min' },
    ])
    await all.endIdle(asleep)
    await expect.poll(() => awake.lease.take()).toBe('held')
    await expect(old.saveBatch(sampleBatch(2), NO_TICKS)).rejects.toMatchObject({ kind: 'deposed' })
    await expect(old.saveHistory('a', 'daily', [], 1)).rejects.toMatchObject({ kind: 'deposed' })
    await expect(old.recordCall({ at: 1, month: '2026-11', credits: 1 })).rejects.toMatchObject({
      kind: 'deposed',
    })
    const fresh = all.storeOf(awake)
    expect((await fresh.loadLatestBatches()).map(({ sequence }) => sequence)).toEqual([1])
    await fresh.saveBatch(sampleBatch(2), NO_TICKS)
    // The session it had is gone, which is no sign of an outage in which it might go on.
    expect(await asleep.lease.take()).not.toBe('held')
    expect(asleep.lease.isSure()).toBe(false)
    await expect.poll(() => asleep.lease.take()).toBe('elsewhere')
    expect(asleep.lease.mayIngest).toBe(false)
  })

  test('says what is wrong with a database that is not there, and waits for a host that is not', async ({
    all,
  }) => {
    const missing = all.member(LEASE_MS, all.url.replace(/[^/]+$/, 'nowhere'))
    expect(await missing.lease.take()).toBe('unavailable')
    expect(missing.lease.refusal?.message).toContain('that DATABASE_URL names: check them')
    const dead = all.member(LEASE_MS, 'postgres://strata@127.0.0.1:1/strata')
    expect(await dead.lease.take()).toBe('unavailable')
    expect(dead.lease.refusal).toBeNull()
    expect(dead.lease.mayIngest).toBe(false)
  })

  test('I4: is looked at as often while the database is down, however short it is', async ({ all }) => {
    const { lease } = all.member(2000, 'postgres://strata@127.0.0.1:1/strata')
    for (let look = 0; look < 10; look += 1) {
      await lease.take()
      expect(lease.lookInMs).toBeLessThanOrEqual(500)
    }
  })

  test('I4: of who fed a database that refuses everybody goes on', async ({ all }) => {
    const wire = await Wire.to(Number(new URL(all.url).port))
    const { lease } = all.member(LEASE_MS, wire.url(all.url))
    await lease.take()
    await wire.close()
    // The first only finds that the session is gone.
    await lease.take()
    for (let look = 0; look < 3; look += 1) {
      expect(await lease.take()).toBe('unavailable')
      expect([lease.mayIngest, lease.isSure()]).toEqual([true, true])
      await all.clock.advance(LEASE_MS)
    }
  })

  test('I10: rests with silence at once, which may be of this way alone, and ends with its time', async ({
    all,
  }) => {
    const wire = await Wire.to(Number(new URL(all.url).port))
    all.closing.push(() => wire.close())
    const { lease } = all.member(LEASE_MS, wire.url(all.url))
    await lease.take()
    wire.speak()
    wire.fallSilent()
    for (let look = 0; look < 2; look += 1) {
      expect(await lease.take()).toBe('unavailable')
      expect([lease.mayIngest, lease.isSure()]).toEqual([true, false])
    }
    await all.clock.advance(LEASE_MS)
    await lease.take()
    expect([lease.mayIngest, lease.isSure()]).toEqual([false, false])
    wire.speak()
    // Others have the first try.
    await expect.poll(() => lease.take()).toBe('elsewhere')
    await all.clock.advance(LEASE_MS)
    await expect.poll(() => lease.take()).toBe('held')
  })

  test('a doubt ends certainty until the next look', async ({ all }) => {
    const { lease } = all.member(60_000)
    await lease.take()
    lease.doubt()
    expect(lease.isSure()).toBe(false)
    await lease.take()
    expect(lease.isSure()).toBe(true)
    expect(lease.term).toBe(1)
  })
})
