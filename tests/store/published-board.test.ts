import { describe, expect } from 'vitest'
import type { Snapshot } from '#lib/core/contract/snapshot'
import { reportFixture } from '../helpers/report-fixture.ts'
import { snapshotFixture } from '../helpers/snapshot-fixture.ts'
import { hasPostgres } from '../postgres/test-database.ts'
import { LEASE_MS, type LeaseMembers, leaseTest as test } from './lease-members.ts'

/** A leader has published a board, and its follower has heard of it. */
async function heard(all: LeaseMembers) {
  const [leader, follower] = [all.member(), all.member()]
  await leader.lease.take()
  await follower.lease.take()
  const published = { board: snapshotFixture(), reason: null, report: reportFixture() }
  leader.exchange.publish(published, leader.lease)
  await expect.poll(() => follower.news).toBe(1)
  return { published, leader, follower }
}

describe.skipIf(!hasPostgres())('the board that all instances show', () => {
  test('reaches the others byte for byte by a notice', async ({ all }) => {
    const { published, follower } = await heard(all)
    expect(follower.exchange.board).toBeNull()
    expect(follower.exchange.reveal(() => false)).toBe(false)
    expect(follower.exchange.reveal(() => true)).toBe(true)
    expect(JSON.stringify(follower.exchange.board)).toBe(JSON.stringify(published))
    expect(follower.exchange.reveal(() => true)).toBe(false)
  })

  test('is none, with the reason, while there is only the recording', async ({ all }) => {
    const { leader, follower } = await heard(all)
    const none = { board: null, reason: 'CoinGecko does not answer', report: reportFixture() }
    leader.exchange.publish(none, leader.lease)
    await expect.poll(() => follower.news).toBe(2)
    follower.exchange.reveal(() => true)
    expect(follower.exchange.board).toEqual(none)
  })

  test('I8: is found without its notice by the next look', async ({ all }) => {
    const { leader, follower } = await heard(all)
    await leader.lease.ask('update published_board set version = version + 1', [])
    await follower.exchange.fetch(follower.lease)
    expect(follower.news).toBe(2)
    await follower.exchange.fetch(follower.lease)
    expect(follower.news).toBe(2)
  })

  test('of others is forgotten by one that publishes itself', async ({ all }) => {
    const { published, follower } = await heard(all)
    follower.exchange.reveal(() => true)
    follower.exchange.publish(published, follower.lease)
    expect(follower.exchange.board).toBeNull()
    expect(follower.exchange.reveal(() => true)).toBe(false)
  })

  test('is not taken from one whose term has passed', async ({ all }) => {
    const [former, leader] = [all.member(), all.member()]
    await former.lease.take()
    const { writeTerm } = former.lease
    await former.lease.release()
    await leader.lease.take()
    const session = { writeTerm, ask: leader.lease.ask.bind(leader.lease) }
    former.exchange.publish({ board: snapshotFixture(), reason: null, report: reportFixture() }, session)
    await former.exchange.fetch(session)
    former.exchange.reveal(() => true)
    expect(former.exchange.board).toBeNull()
  })

  test('is not taken from one that has seen its successor but not yet given way', async ({ all }) => {
    const [former, leader, follower] = [all.member(), all.member(), all.member()]
    await former.lease.take()
    await all.clock.advance(LEASE_MS)
    await all.endIdle(former)
    await expect.poll(() => leader.lease.take()).toBe('held')
    await expect.poll(() => former.lease.take()).toBe('elsewhere')
    expect(former.lease.term).toBe(leader.lease.term)
    former.exchange.publish({ board: snapshotFixture(), reason: null, report: reportFixture() }, former.lease)
    // Behind what it tries to publish.
    await former.exchange.fetch(former.lease)
    await follower.lease.take()
    await follower.exchange.fetch(follower.lease)
    follower.exchange.reveal(() => true)
    expect(follower.exchange.board).toBeNull()
  })

  test('of another build is left alone where it has another shape', async ({ all }) => {
    const [leader, follower] = [all.member(), all.member()]
    await leader.lease.take()
    await follower.lease.take()
    const odd = { ...snapshotFixture(), tokens: 'none' } as unknown as Snapshot
    leader.exchange.publish({ board: odd, reason: null, report: reportFixture() }, leader.lease)
    await leader.exchange.fetch(leader.lease)
    await follower.exchange.fetch(follower.lease)
    follower.exchange.reveal(() => true)
    expect(follower.exchange.board).toBeNull()
  })
})
