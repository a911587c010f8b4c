import { expect, it } from 'vitest'
import { reconnectDelay } from '#lib/server/store/reconnect-delay'
import { MINUTE, point, ResilientFixture, START } from './resilient-fixture.ts'

it('gives up what another process has stored newer things than, but not the credits that were spent', async () => {
  const fixture = new ResilientFixture()
  const { store, engine, clock } = fixture
  await store.start()
  await fixture.save(1)
  engine.store.refuses = 'unreachable'
  await fixture.save(2)
  await store.saveHistory('golem', 'daily', [point(START)], START)
  await store.saveFeedState('breaker', 'mine')
  await store.recordCall({ at: START, month: '2026-11', credits: 0 })
  await store.addCredits('2026-11', 3)
  expect(store.health()).toMatchObject({ state: 'failing', queued: 5, dropped: 0 })
  await store.abandon()
  expect(store.health()).toMatchObject({ state: 'ok', queued: 1, dropped: 1 })
  engine.store.refuses = null
  await store.reopen()
  await clock.advance(MINUTE)
  expect(fixture.sequences()).toEqual([1])
  expect(engine.store.state).toEqual(new Map())
  expect(engine.store.credits.get('2026-11')).toBe(3)
})

it('waits longer with every failure until it tries again, never beyond 5 s and never in step', () => {
  expect([1, 2, 3, 6, 60].map((failures) => reconnectDelay(failures, 0))).toEqual([200, 200, 200, 200, 200])
  expect([1, 2, 3, 6, 60].map((failures) => Math.round(reconnectDelay(failures, 1)))).toEqual([
    400, 800, 1600, 5000, 5000,
  ])
})
