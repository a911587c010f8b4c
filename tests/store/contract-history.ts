import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS } from '#lib/core/market/window'
import type { OpenedStore } from './contract.ts'
import { anyHistory } from './market-arbitraries.ts'
import { sampleBatch } from './sample-batch.ts'

const upstream = { time: DAY_MS, price: 10, marketCap: 1e9, volume: 2e6 }
const tick = { time: DAY_MS, price: 11, marketCap: 2e9, volume: 3e6 }

export function describeHistory(opened: () => OpenedStore): void {
  describe('history', () => {
    test('any history comes back as it was saved', async () => {
      let run = 0
      await fc.assert(
        fc.asyncProperty(anyHistory, fc.constantFrom('daily', 'hourly'), async (points, kind) => {
          run += 1
          const { store } = opened()
          await store.saveHistory(`token-${run}`, kind, points, run)
          const stored = await store.loadHistory(kind, 0)
          expect(stored.get(`token-${run}`) ?? []).toStrictEqual(points)
        }),
        {
          numRuns: 60,
          examples: [[[{ time: 1, price: 5e-324, marketCap: 2.902e-9, volume: Number.MAX_VALUE }], 'daily']],
        },
      )
    })

    test('a year of days and 90 days of hours per token come back complete, by id and in order', async () => {
      const { store } = opened()
      for (const id of ['render-token', 'bittensor']) {
        await store.saveHistory(id, 'daily', series(365, DAY_MS), 1)
        await store.saveHistory(id, 'hourly', series(2160, HOUR_MS).toReversed(), 1)
      }
      const daily = await store.loadHistory('daily', 0)
      expect([...daily.keys()].sort()).toEqual(['bittensor', 'render-token'])
      expect(daily.get('bittensor')).toEqual(series(365, DAY_MS))
      const hourly = await store.loadHistory('hourly', 0)
      expect(hourly.get('render-token')).toEqual(series(2160, HOUR_MS))
    })

    test('only points from the given time on are loaded, and where ids are given only theirs', async () => {
      const { store } = opened()
      await store.saveHistory('bittensor', 'daily', series(5, DAY_MS), 1)
      await store.saveHistory('sonm', 'daily', series(2, DAY_MS), 1)
      const recent = await store.loadHistory('daily', 3 * DAY_MS)
      expect(recent).toEqual(new Map([['bittensor', series(5, DAY_MS).slice(2)]]))
      const named = await store.loadHistory('daily', 2 * DAY_MS, ['sonm', 'nobody'])
      expect(named).toEqual(new Map([['sonm', series(2, DAY_MS).slice(1)]]))
      expect(await store.loadHistory('daily', 0, [])).toEqual(new Map())
    })

    test('a later upstream history replaces points of the same time and keeps the others', async () => {
      const { store } = opened()
      await store.saveHistory('bittensor', 'daily', series(3, DAY_MS), 1)
      const newer = { time: 2 * DAY_MS, price: 77, marketCap: null, volume: null }
      await store.saveHistory('bittensor', 'daily', [newer], 2)
      const [first, , third] = series(3, DAY_MS)
      expect((await store.loadHistory('daily', 0)).get('bittensor')).toEqual([first, newer, third])
    })

    test('ticks of a batch become points of their kind', async () => {
      const { store } = opened()
      await store.saveBatch(sampleBatch(1), { daily: [{ id: 'bittensor', ...tick }], hourly: [] })
      expect(await store.loadHistory('daily', 0)).toEqual(new Map([['bittensor', [tick]]]))
      expect(await store.loadHistory('hourly', 0)).toEqual(new Map())
    })

    test('a tick never overwrites what the upstream said, and the upstream overwrites a tick', async () => {
      const { store } = opened()
      const later = { ...tick, time: 2 * DAY_MS }
      await store.saveHistory('bittensor', 'daily', [upstream], 1)
      await store.saveBatch(sampleBatch(1), {
        daily: [tick, later].map((point) => ({ id: 'bittensor', ...point })),
        hourly: [],
      })
      expect((await store.loadHistory('daily', 0)).get('bittensor')).toEqual([upstream, later])
      await store.saveHistory('bittensor', 'daily', [{ ...upstream, time: later.time }], 2)
      expect((await store.loadHistory('daily', later.time)).get('bittensor')).toEqual([
        { ...upstream, time: later.time },
      ])
    })

    test('the last fetch of a token and kind is remembered with its outcome', async () => {
      const { store } = opened()
      await store.saveHistory('bittensor', 'daily', [upstream], 100)
      await store.saveHistory('bittensor', 'hourly', [], 200)
      await store.saveHistoryGone('sonm', 'daily', 300)
      await store.saveHistory('bittensor', 'daily', [], 400)
      await opened().reopen()
      const fetches = await opened().store.loadHistoryFetches()
      expect(fetches.toSorted((a, b) => a.fetchedAt - b.fetchedAt)).toEqual([
        { id: 'bittensor', kind: 'hourly', fetchedAt: 200, outcome: 'ok' },
        { id: 'sonm', kind: 'daily', fetchedAt: 300, outcome: 'gone' },
        { id: 'bittensor', kind: 'daily', fetchedAt: 400, outcome: 'ok' },
      ])
    })

    test('a token that is gone keeps its points, and one that comes back is no longer gone', async () => {
      const { store } = opened()
      await store.saveHistory('sonm', 'daily', [upstream], 100)
      await store.saveHistoryGone('sonm', 'daily', 200)
      expect((await store.loadHistory('daily', 0)).get('sonm')).toEqual([upstream])
      expect(await store.loadHistoryFetches()).toEqual([
        { id: 'sonm', kind: 'daily', fetchedAt: 200, outcome: 'gone' },
      ])
      await store.saveHistory('sonm', 'daily', [], 300)
      expect(await store.loadHistoryFetches()).toEqual([
        { id: 'sonm', kind: 'daily', fetchedAt: 300, outcome: 'ok' },
      ])
    })

    test('a history with one bad point changes neither the points nor the remembered fetch', async () => {
      const { store } = opened()
      await store.saveHistory('bittensor', 'daily', [upstream], 100)
      const points = [...series(900, DAY_MS), { time: 901 * DAY_MS, price: 0, marketCap: null, volume: null }]
      await expect(store.saveHistory('bittensor', 'daily', points, 200)).rejects.toThrow()
      expect((await store.loadHistory('daily', 0)).get('bittensor')).toEqual([upstream])
      expect((await store.loadHistoryFetches()).map(({ fetchedAt }) => fetchedAt)).toEqual([100])
    })
  })
}

function series(length: number, stepMs: number) {
  return Array.from({ length }, (_, index) => ({
    time: (index + 1) * stepMs,
    price: 100 / (index + 3),
    marketCap: index % 7 === 0 ? null : 1e9 / (index + 3),
    volume: index % 5 === 0 ? null : 1e6 / (index + 7),
  }))
}
