import { beforeEach, describe, expect, it } from 'vitest'
import { HOUR_MS } from '#lib/core/market/window'
import type { Recall } from '#lib/server/store/recall'
import type { ResilientStore } from '#lib/server/store/resilient-store'
import { type FaultKind, StorageFault } from '#lib/server/store/storage-fault'
import type { StoreHealth } from '#lib/server/store/store-health'
import type { ManualClock } from '../helpers/manual-clock.ts'
import { MINUTE, point, ResilientFixture } from './resilient-fixture.ts'
import { NO_TICKS, sampleBatch } from './sample-batch.ts'
import type { ScriptedEngine } from './scripted-engine.ts'

const NOTHING: Recall = { batches: [], history: [], fetches: [] }

let fixture: ResilientFixture
let clock: ManualClock
let engine: ScriptedEngine
let store: ResilientStore

beforeEach(() => {
  fixture = new ResilientFixture()
  ;({ clock, engine, store } = fixture)
})

describe('a database that refuses writes', () => {
  const faults: [string, FaultKind, StoreHealth['state'], number][] = [
    ['S3: locked by another process', 'locked', 'locked', 250],
    ['S6: that may only be read', 'readonly', 'readonly', MINUTE],
    ['S7: on a full disk', 'full', 'failing', MINUTE],
    ['S8: with errors of the disk', 'failing', 'failing', MINUTE],
  ]

  it.each(faults)('%s keeps what waits, says so, and catches up in order by itself', async (...row) => {
    const [, kind, state, retryMs] = row
    await store.start()
    await fixture.save(1)
    engine.store.refuses = kind
    await fixture.save(2, 4)
    expect(fixture.sequences()).toEqual([1])
    expect(store.health()).toMatchObject({ state, reason: new StorageFault(kind).message, queued: 3 })
    engine.store.refuses = null
    await clock.advance(retryMs - 1)
    expect(fixture.sequences()).toEqual([1])
    await clock.advance(1 + 10_000)
    expect(engine.store.batches).toEqual([1, 2, 3, 4].map((sequence) => sampleBatch(sequence)))
    expect(store.health()).toMatchObject({ state: 'ok', reason: null, queued: 0, dropped: 0 })
  })

  it.each(faults)('%s is told in the log once, however often it is tried', async (_, kind) => {
    await store.start()
    engine.store.refuses = kind
    await fixture.save(1)
    await clock.advance(10 * MINUTE)
    expect(fixture.lines).toEqual([`error: ${new StorageFault(kind).message}`])
    engine.store.refuses = null
    await clock.advance(MINUTE)
    expect(fixture.lines.slice(1)).toEqual(['info: The database is written to again'])
  })

  it('S3: keeps 60 batches, gives up the oldest beyond them, counts those and keeps their history', async () => {
    await store.start()
    engine.store.refuses = 'locked'
    for (let sequence = 1; sequence <= 75; sequence += 1) {
      const ticks = { daily: [], hourly: [{ id: 'sonm', ...point(sequence) }] }
      await store.saveBatch(sampleBatch(sequence), ticks)
    }
    // Several vain tries, which must not disturb the order.
    await clock.advance(MINUTE)
    expect(store.health()).toMatchObject({ queued: 60, dropped: 15 })
    engine.store.refuses = null
    await clock.advance(MINUTE)
    await store.loadLatestBatches()
    expect(engine.store.batches).toEqual(Array.from({ length: 60 }, (_, index) => sampleBatch(index + 16)))
    expect((await store.loadHistory('hourly', 0)).get('sonm')).toHaveLength(75)
    expect(store.health()).toMatchObject({ state: 'ok', queued: 0, dropped: 15 })
  })

  it('S8: loses neither history nor a single credit, whatever the length of the fault', async () => {
    await store.start()
    engine.store.refuses = 'failing'
    for (let minute = 0; minute < 300; minute += 1) {
      await store.recordCall({ at: clock.now(), month: '2026-11', credits: 1 })
      await store.saveHistory('sonm', 'daily', [point(minute)], clock.now())
      await clock.advance(MINUTE)
    }
    expect(store.health().queued).toBeLessThan(70)
    engine.store.refuses = null
    await clock.advance(MINUTE)
    expect(await store.loadCreditsUsed('2026-11')).toBe(300)
    expect((await store.loadHistory('daily', 0)).get('sonm')).toHaveLength(300)
    expect(await store.loadCallsSince(clock.now() - HOUR_MS)).toHaveLength(59)
  })

  it('S7: frees room and prunes by retention before anything else', async () => {
    await store.start()
    const cutoffs = { batchesBefore: 1, hourlyBefore: 2, dailyBefore: 3 }
    await store.prune(cutoffs)
    engine.store.refuses = 'full'
    await fixture.save(1)
    expect(engine.madeRoom).toBe(1)
    await clock.advance(MINUTE)
    expect(engine.store.pruned).toEqual([cutoffs, cutoffs])
  })

  it('gives up a value that no database takes, and only that', async () => {
    await store.start()
    engine.store.poisoned = true
    await fixture.save(1, 3)
    expect(fixture.sequences()).toEqual([1, 3])
    expect(store.health()).toMatchObject({ state: 'ok', queued: 0, dropped: 1 })
    expect(fixture.lines).toEqual(['error: A write was given up: the database does not take the value'])
  })

  it('tries once more at the end and tells the log what is lost', async () => {
    await store.start()
    engine.store.refuses = 'failing'
    await fixture.save(1, 2)
    await store.close()
    expect(fixture.lines.at(-1)).toBe('error: The process ends with writes the database never took')
    const [attempt] = [engine.opened]
    await clock.advance(HOUR_MS)
    expect(engine.opened).toBe(attempt)
  })
})

describe('a database that cannot be opened at the start', () => {
  it.each<FaultKind>(['locked', 'readonly', 'full', 'newer', 'foreign', 'failing'])(
    'S3, S6, S10: %s is no reason to wait: reads are empty, writes wait, and all is read again later',
    async (kind) => {
      engine.shut = kind
      await engine.store.saveBatch(sampleBatch(41), NO_TICKS)
      await store.start()
      fixture.watch(NOTHING)
      expect(await store.loadLatestBatches()).toEqual([])
      expect(await store.loadCreditsUsed('2026-11')).toBe(0)
      await fixture.save(1, 2)
      expect(store.health()).toMatchObject({ state: new StorageFault(kind).state, queued: 2 })
      engine.shut = null
      await clock.advance(MINUTE)
      expect(fixture.sequences()).toEqual([41, 42, 43])
      expect(fixture.renewals).toBe(1)
      expect(await store.loadLatestBatches()).toMatchObject([{ sequence: 43 }])
    },
  )

  it('S6: what may only be read is read, and read again once it may be written', async () => {
    engine.shut = 'readonly'
    engine.isReadable = true
    await engine.store.saveBatch(sampleBatch(41), NO_TICKS)
    await store.start()
    fixture.watch(NOTHING)
    expect(await store.loadLatestBatches()).toEqual([sampleBatch(41)])
    engine.shut = null
    await fixture.save(42)
    await clock.advance(MINUTE)
    expect(fixture.sequences()).toEqual([41, 42])
    expect(fixture.renewals).toBe(1)
  })
})
