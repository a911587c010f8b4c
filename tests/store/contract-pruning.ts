import { describe, expect, test } from 'vitest'
import type { RetentionCutoffs } from '#lib/server/store/market-store'
import type { OpenedStore } from './contract.ts'
import { NO_TICKS, sampleBatch } from './sample-batch.ts'

const KEEP_ALL: RetentionCutoffs = { batchesBefore: 0, hourlyBefore: 0, dailyBefore: 0 }

async function fill({ store }: OpenedStore): Promise<void> {
  const points = [10, 20, 30].map((time) => ({ time, price: time, marketCap: null, volume: null }))
  for (const id of ['bittensor', 'sonm']) {
    await store.saveHistory(id, 'daily', points, 1)
    await store.saveHistory(id, 'hourly', points, 1)
  }
}

async function timesOf({ store }: OpenedStore, kind: 'daily' | 'hourly'): Promise<number[][]> {
  return [...(await store.loadHistory(kind, 0)).values()].map((points) => points.map(({ time }) => time))
}

export function describePruning(opened: () => OpenedStore): void {
  describe('pruning', () => {
    test('each kind is pruned by its own cutoff, and the point at the cutoff stays', async () => {
      await fill(opened())
      await opened().store.prune({ ...KEEP_ALL, hourlyBefore: 20, dailyBefore: 30 })
      expect(await timesOf(opened(), 'hourly')).toEqual([
        [20, 30],
        [20, 30],
      ])
      expect(await timesOf(opened(), 'daily')).toEqual([[30], [30]])
    })

    test('cutoffs before everything remove nothing', async () => {
      await fill(opened())
      await opened().store.prune(KEEP_ALL)
      expect(await timesOf(opened(), 'hourly')).toEqual([
        [10, 20, 30],
        [10, 20, 30],
      ])
      expect(await timesOf(opened(), 'daily')).toEqual([
        [10, 20, 30],
        [10, 20, 30],
      ])
    })

    test('the newest batch outlives every cutoff, and so does the sequence', async () => {
      const { store } = opened()
      await store.saveBatch(sampleBatch(8), NO_TICKS)
      await store.prune({ ...KEEP_ALL, batchesBefore: Number.MAX_SAFE_INTEGER })
      await opened().reopen()
      expect(await opened().store.loadLatestBatches()).toEqual([sampleBatch(8)])
      await expect(opened().store.saveBatch(sampleBatch(8), NO_TICKS)).rejects.toThrow(/does not follow/)
      await opened().store.saveBatch(sampleBatch(9), NO_TICKS)
    })

    test('what was fetched and spent is remembered after pruning', async () => {
      await fill(opened())
      const { store } = opened()
      await store.recordCall({ at: 5, month: '2026-11', credits: 1 })
      await store.prune({ batchesBefore: 100, hourlyBefore: 100, dailyBefore: 100 })
      expect(await store.loadHistoryFetches()).toHaveLength(4)
      expect(await store.loadCreditsUsed('2026-11')).toBe(1)
      expect(await store.loadHistory('daily', 0)).toEqual(new Map())
    })
  })
}
