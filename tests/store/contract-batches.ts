import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { OpenedStore } from './contract.ts'
import { anyBatch } from './market-arbitraries.ts'
import { NO_TICKS, sampleBatch, sampleQuote } from './sample-batch.ts'

const EDGE_NUMBERS = [5e-324, 2.902e-9, 0.1 + 0.2, 1 / 3, 2 ** 53 + 2, Number.MAX_VALUE]

function tick(id: string, time: number, price: number) {
  return { id, time, price, marketCap: null, volume: null }
}

export function describeBatches(opened: () => OpenedStore): void {
  describe('batches', () => {
    test('an empty store has no batches', async () => {
      expect(await opened().store.loadLatestBatches()).toEqual([])
    })

    test('any accepted batch comes back as it was saved, before and after a restart', async () => {
      let sequence = 0
      await fc.assert(
        fc.asyncProperty(anyBatch, fc.integer({ min: 0, max: 4e12 }), async (accepted, asOf) => {
          sequence += 1
          const batch = { ...accepted, sequence, asOf }
          await opened().store.saveBatch(batch, NO_TICKS)
          await opened().reopen()
          const latest = await opened().store.loadLatestBatches()
          expect(latest.find(({ currency }) => currency === batch.currency)).toStrictEqual(batch)
        }),
        { numRuns: 40 },
      )
    })

    test.each(EDGE_NUMBERS)('the number %d survives to the last bit', async (value) => {
      const quote = { ...sampleQuote('bittensor', value), marketCap: -value, sparkline7d: [value] }
      await opened().store.saveBatch(sampleBatch(1, { quotes: [quote] }), NO_TICKS)
      const [batch] = await opened().store.loadLatestBatches()
      expect(batch?.quotes[0]).toStrictEqual(quote)
    })

    test('each currency keeps its own newest batch', async () => {
      const { store } = opened()
      for (const [sequence, currency] of [
        [1, 'usd'],
        [2, 'eur'],
        [3, 'usd'],
        [4, 'btc'],
        [7, 'eur'],
      ] as const) {
        await store.saveBatch(sampleBatch(sequence, { currency }), NO_TICKS)
      }
      const latest = await store.loadLatestBatches()
      expect(latest.map(({ currency, sequence }) => [currency, sequence]).sort()).toEqual([
        ['btc', 4],
        ['eur', 7],
        ['usd', 3],
      ])
    })

    test.each([4, 5])(
      'batch %i is refused after batch 5 of another currency and leaves nothing',
      async (late) => {
        const { store } = opened()
        await store.saveBatch(sampleBatch(5), NO_TICKS)
        const ticks = { daily: [tick('bittensor', 86_400_000, 1)], hourly: [tick('bittensor', 3_600_000, 1)] }
        await expect(store.saveBatch(sampleBatch(late, { currency: 'eur' }), ticks)).rejects.toThrow(
          /does not follow/,
        )
        expect(await store.loadLatestBatches()).toEqual([sampleBatch(5)])
        expect(await store.loadHistory('daily', 0)).toEqual(new Map())
        expect(await store.loadHistory('hourly', 0)).toEqual(new Map())
      },
    )

    test.each([
      ['a price of 0', tick('sonm', 2, 0)],
      ['a negative price', tick('sonm', 2, -1)],
      ['a price that is no number', tick('sonm', 2, Number.NaN)],
      ['an infinite market cap', { ...tick('sonm', 2, 1), marketCap: Number.POSITIVE_INFINITY }],
    ])('a tick point with %s takes the whole batch back', async (_, bad) => {
      const { store } = opened()
      await store.saveBatch(sampleBatch(1), { daily: [tick('sonm', 1, 1)], hourly: [] })
      const ticks = { daily: [tick('bittensor', 2, 5)], hourly: [tick('bittensor', 2, 5), bad] }
      await expect(store.saveBatch(sampleBatch(2), ticks)).rejects.toThrow()
      await opened().reopen()
      expect(await opened().store.loadLatestBatches()).toEqual([sampleBatch(1)])
      expect([...(await opened().store.loadHistory('daily', 0)).keys()]).toEqual(['sonm'])
      expect(await opened().store.loadHistory('hourly', 0)).toEqual(new Map())
      await opened().store.saveBatch(sampleBatch(2), NO_TICKS)
    })

    test('a batch holding NaN is refused instead of turning it into "not known"', async () => {
      const { store } = opened()
      const quotes = [{ ...sampleQuote('bittensor', 1), volume24h: Number.NaN }]
      await expect(store.saveBatch(sampleBatch(1, { quotes }), NO_TICKS)).rejects.toThrow(/volume24h/)
      expect(await store.loadLatestBatches()).toEqual([])
    })

    test('calls in flight together do not mix: one that fails takes nothing of its neighbours with it', async () => {
      const { store } = opened()
      const outcomes = await Promise.allSettled([
        store.saveBatch(sampleBatch(1), { daily: [tick('sonm', 1, 1)], hourly: [] }),
        store.saveBatch(sampleBatch(2), { daily: [tick('sonm', 2, 2)], hourly: [tick('sonm', 2, -1)] }),
        store.saveHistory('sonm', 'daily', [{ time: 3, price: 3, marketCap: null, volume: null }], 9),
        store.recordCall({ at: 1, month: '2026-11', credits: 1 }),
        store.saveBatch(sampleBatch(4), { daily: [tick('sonm', 4, 4)], hourly: [] }),
      ])
      expect(outcomes.map(({ status }) => status === 'fulfilled')).toEqual([true, false, true, true, true])
      const daily = await store.loadHistory('daily', 0)
      expect(daily.get('sonm')?.map(({ time }) => time)).toEqual([1, 3, 4])
      expect((await store.loadLatestBatches()).map(({ sequence }) => sequence)).toEqual([4])
      expect(await store.loadCreditsUsed('2026-11')).toBe(1)
    })
  })
}
