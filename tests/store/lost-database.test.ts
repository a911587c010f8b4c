import { beforeEach, describe, expect, it } from 'vitest'
import { HOUR_MS } from '#lib/core/market/window'
import type { ResilientStore } from '#lib/server/store/resilient-store'
import { StorageFault } from '#lib/server/store/storage-fault'
import type { ManualClock } from '../helpers/manual-clock.ts'
import { MINUTE, point, ResilientFixture, START } from './resilient-fixture.ts'
import { NO_TICKS, sampleBatch } from './sample-batch.ts'
import { type ScriptedEngine, ScriptedStore } from './scripted-engine.ts'

let fixture: ResilientFixture
let clock: ManualClock
let engine: ScriptedEngine
let store: ResilientStore

beforeEach(() => {
  fixture = new ResilientFixture()
  ;({ clock, engine, store } = fixture)
})

describe('a database that is lost', () => {
  const knownBatch = sampleBatch(3)
  const recall = () => ({
    batches: [knownBatch],
    history: [
      { id: 'sonm', kind: 'daily' as const, points: [point(1), point(2)] },
      { id: 'own', kind: 'hourly' as const, points: [point(7)] },
    ],
    fetches: [
      { id: 'sonm', kind: 'daily' as const, fetchedAt: 5, outcome: 'ok' as const },
      { id: 'gone', kind: 'daily' as const, fetchedAt: 6, outcome: 'gone' as const },
    ],
  })

  async function begin(): Promise<void> {
    await store.start()
    await store.loadLatestBatches()
    await store.loadCreditsUsed('2026-11')
    fixture.watch(recall())
    await store.recordCall({ at: START, month: '2026-11', credits: 3 })
    await store.addCredits('2026-11', 4)
    await store.saveFeedState('rest', 'long')
    await fixture.save(1, 3)
  }

  async function expectRefilled(): Promise<void> {
    expect(fixture.sequences()).toEqual([3, 4])
    expect(await store.loadLatestBatches()).toMatchObject([{ sequence: 4 }])
    expect(Object.fromEntries(await store.loadHistory('daily', 0))).toEqual({ sonm: [point(1), point(2)] })
    expect(Object.fromEntries(await store.loadHistory('hourly', 0))).toEqual({ own: [point(7)] })
    expect(await store.loadHistoryFetches()).toEqual(recall().fetches)
    expect(engine.store.credits).toEqual(new Map([['2026-11', 7]]))
    expect(engine.store.state).toEqual(new Map([['rest', 'long']]))
  }

  it('S5: by damage found in a write is put aside, opened again and filled from memory at once', async () => {
    await begin()
    engine.store.refuses = 'damaged'
    await fixture.save(4)
    expect(engine.repaired).toBe(1)
    await expectRefilled()
    expect(store.health()).toMatchObject({
      state: 'ok',
      reason: 'The database was damaged and has been put aside',
      queued: 0,
    })
    await clock.advance(24 * HOUR_MS)
    expect(store.health().reason).toBeNull()
  })

  it('S5: by damage that a check finds later is mended likewise', async () => {
    let find: (fault: StorageFault) => void = () => {}
    engine.laterFault = new Promise((resolve) => {
      find = resolve
    })
    await begin()
    engine.laterFault = Promise.resolve(null)
    find(new StorageFault('damaged'))
    await clock.advance(0)
    await fixture.save(4)
    expect(engine.repaired).toBe(1)
    await expectRefilled()
  })

  it('S5: over and over is mended three times an hour and waited for after that', async () => {
    await begin()
    for (let round = 0; round < 20; round += 1) {
      engine.store.refuses = 'damaged'
      await fixture.save(4 + round, 4 + round)
      await clock.advance(MINUTE)
    }
    expect(engine.repaired).toBe(3)
    expect(store.health()).toMatchObject({ state: 'failing' })
    await clock.advance(HOUR_MS)
    expect(engine.repaired).toBeGreaterThan(3)
  })

  it('S11: by deletion under the process is noticed at the next write and filled from memory', async () => {
    await begin()
    engine.inPlace = false
    engine.store = new ScriptedStore()
    await fixture.save(4)
    await expectRefilled()
  })

  it('S11: to an older file in its place gets every point, though that has one of the newest batches', async () => {
    const euro = sampleBatch(2, { currency: 'eur' })
    await begin()
    fixture.watch({ ...recall(), batches: [euro, knownBatch] })
    engine.inPlace = false
    engine.store = new ScriptedStore()
    await engine.store.saveBatch(euro, NO_TICKS)
    await fixture.save(4)
    expect(Object.fromEntries(await store.loadHistory('hourly', 0))).toEqual({ own: [point(7)] })
  })

  it('S11: by deletion is noticed within a minute without a write', async () => {
    await begin()
    engine.inPlace = false
    const { opened } = engine
    await clock.advance(MINUTE)
    expect(engine.opened).toBe(opened + 1)
  })

  it('S11: to a newer file in its place takes nothing of what that knows of calls', async () => {
    await begin()
    fixture.watch(recall())
    await engine.store.saveBatch(sampleBatch(90), NO_TICKS)
    await engine.store.addCredits('2026-11', 50)
    await engine.store.saveFeedState('rest', 'longer')
    engine.inPlace = false
    await fixture.save(4)
    expect(await store.loadCreditsUsed('2026-11')).toBe(57)
    expect(await store.loadFeedState()).toEqual({ rest: 'longer' })
  })

  it('S11: to a newer file in its place goes on numbering behind it and is read again', async () => {
    await begin()
    fixture.watch(recall())
    await engine.store.saveBatch(sampleBatch(90), NO_TICKS)
    engine.inPlace = false
    await fixture.save(4)
    expect(fixture.sequences().at(-1)).toBe(91)
    expect(fixture.renewals).toBe(1)
  })
})

describe('a database whose answer is lost', () => {
  it('is not given a batch again that it stored', async () => {
    await store.start()
    fixture.watch({ batches: [], history: [], fetches: [] })
    await store.loadLatestBatches()
    await fixture.save(1, 2)
    engine.store.losesAnswer = true
    await fixture.save(3)
    await fixture.save(4)
    expect(store.health()).toMatchObject({ state: 'failing', queued: 2 })
    await clock.advance(MINUTE)
    expect(engine.store.batches).toEqual([1, 2, 3, 4].map((sequence) => sampleBatch(sequence)))
    expect(store.health()).toMatchObject({ state: 'ok', queued: 0 })
  })

  it('is read again when it could not answer a read', async () => {
    await store.start()
    fixture.watch({ batches: [], history: [], fetches: [] })
    await store.loadLatestBatches()
    engine.store.refusesHistory = 'locked'
    expect(await store.loadHistory('daily', 0)).toEqual(new Map())
    expect(fixture.renewals).toBe(0)
    engine.store.refusesHistory = null
    await clock.advance(MINUTE)
    expect(fixture.renewals).toBe(1)
    await store.loadHistory('daily', 0)
    await clock.advance(MINUTE)
    expect(fixture.renewals).toBe(1)
  })
})
