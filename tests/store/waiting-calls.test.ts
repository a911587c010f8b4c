import { beforeEach, describe, expect, it } from 'vitest'
import type { ResilientStore } from '#lib/server/store/resilient-store'
import type { FaultKind } from '#lib/server/store/storage-fault'
import { MINUTE, ResilientFixture, START } from './resilient-fixture.ts'
import type { ScriptedEngine } from './scripted-engine.ts'

let fixture: ResilientFixture
let engine: ScriptedEngine
let store: ResilientStore

beforeEach(async () => {
  fixture = new ResilientFixture()
  ;({ engine, store } = fixture)
  await engine.store.addCredits('2026-11', 100)
  await engine.store.saveFeedState('breaker', 'stored')
})

async function callWhileRefused(kind: FaultKind): Promise<void> {
  engine.store.refuses = kind
  await store.recordCall({ at: START, month: '2026-11', credits: 0 })
  await store.addCredits('2026-11', 1)
  await store.addCredits('2026-11', 1)
  await store.addCredits('2026-12', 1)
  await store.saveFeedState('breaker', 'first')
  await store.saveFeedState('breaker', 'last')
  await store.saveFeedState('rest', 'long')
}

describe('calls the database has not counted yet', () => {
  it.each<FaultKind>(['locked', 'readonly', 'full', 'failing'])(
    'count with those it has while it is %s, as does the newest state',
    async (kind) => {
      await store.start()
      engine.isReadable = true
      await callWhileRefused(kind)
      expect(await store.loadCreditsUsed('2026-11')).toBe(102)
      expect(await store.loadCreditsUsed('2026-12')).toBe(1)
      expect(await store.loadCallsSince(START)).toEqual([START])
      expect(await store.loadFeedState()).toEqual({ breaker: 'last', rest: 'long' })
      expect(engine.store.credits).toEqual(new Map([['2026-11', 100]]))
    },
  )

  it('count where the database cannot even be read, and with what it said before', async () => {
    await store.start()
    expect(await store.loadCreditsUsed('2026-11')).toBe(100)
    expect(await store.loadFeedState()).toEqual({ breaker: 'stored' })
    engine.shut = 'failing'
    await callWhileRefused('failing')
    expect(await store.loadCreditsUsed('2026-11')).toBe(102)
    expect(await store.loadCreditsUsed('2026-12')).toBe(1)
    expect(await store.loadCallsSince(START)).toEqual([START])
    expect(await store.loadFeedState()).toEqual({ breaker: 'last', rest: 'long' })
  })

  it('wait as one credit entry a month and one state a name, and are written once each', async () => {
    await store.start()
    await callWhileRefused('locked')
    expect(store.health().queued).toBe(5)
    // Tries in vain must not count anything twice.
    await fixture.clock.advance(MINUTE)
    expect(store.health().queued).toBe(5)
    engine.store.refuses = null
    await fixture.clock.advance(MINUTE)
    expect(store.health()).toMatchObject({ state: 'ok', queued: 0 })
    expect(Object.fromEntries(engine.store.credits)).toEqual({ '2026-11': 102, '2026-12': 1 })
    expect(Object.fromEntries(engine.store.state)).toEqual({ breaker: 'last', rest: 'long' })
    expect(engine.store.calls).toHaveLength(1)
    expect(await store.loadCreditsUsed('2026-11')).toBe(102)
  })

  it('stay counted once when they are too old to matter singly', async () => {
    await store.start()
    engine.store.refuses = 'locked'
    for (let minute = 0; minute < 150; minute += 1)
      await store.recordCall({ at: START + minute * MINUTE, month: '2026-11', credits: 1 })
    expect(await store.loadCreditsUsed('2026-11')).toBe(250)
    expect(await store.loadCallsSince(0)).toHaveLength(61)
    engine.store.refuses = null
    await fixture.clock.advance(MINUTE)
    expect(await store.loadCreditsUsed('2026-11')).toBe(250)
    expect(engine.store.credits.get('2026-11')).toBe(250)
  })

  it('are tried again by spans of time, so a clock that is set back does not put them off', async () => {
    await store.start()
    await callWhileRefused('failing')
    fixture.clock.jumpWall(-24 * 60 * MINUTE)
    engine.store.refuses = null
    await fixture.clock.advance(MINUTE)
    expect(store.health()).toMatchObject({ state: 'ok', queued: 0 })
  })
})
