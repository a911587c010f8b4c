import { describe, expect, test } from 'vitest'
import { HOUR_MS } from '#lib/core/market/window'
import type { OpenedStore } from './contract.ts'

const NOVEMBER_END = Date.UTC(2026, 11, 1) - 1000

export function describeCalls(opened: () => OpenedStore): void {
  describe('calls and credits', () => {
    test('credits are counted by month and survive a restart', async () => {
      const { store } = opened()
      await store.recordCall({ at: NOVEMBER_END, month: '2026-11', credits: 1 })
      await store.recordCall({ at: NOVEMBER_END + 500, month: '2026-11', credits: 1 })
      await store.recordCall({ at: NOVEMBER_END + 2000, month: '2026-12', credits: 1 })
      await opened().reopen()
      await opened().store.recordCall({ at: NOVEMBER_END + 3000, month: '2026-12', credits: 3 })
      expect(await opened().store.loadCreditsUsed('2026-11')).toBe(2)
      expect(await opened().store.loadCreditsUsed('2026-12')).toBe(4)
      expect(await opened().store.loadCreditsUsed('2027-01')).toBe(0)
    })

    test('credits added alone are credits, not calls', async () => {
      const { store } = opened()
      await store.addCredits('2026-11', 2)
      await store.recordCall({ at: NOVEMBER_END, month: '2026-11', credits: 0 })
      await store.addCredits('2026-11', 1)
      await opened().reopen()
      expect(await opened().store.loadCreditsUsed('2026-11')).toBe(3)
      expect(await opened().store.loadCallsSince(0)).toEqual([NOVEMBER_END])
    })

    test('the state of the feed survives a restart, the last value of each name', async () => {
      const { store } = opened()
      expect(await store.loadFeedState()).toEqual({})
      await store.saveFeedState('breaker', '{"trips":1}')
      await store.saveFeedState('rest', 'null')
      await store.saveFeedState('breaker', '{"trips":2}')
      await opened().reopen()
      expect(await opened().store.loadFeedState()).toEqual({ breaker: '{"trips":2}', rest: 'null' })
    })

    test('a call that took no credit counts as a call only', async () => {
      const { store } = opened()
      await store.recordCall({ at: NOVEMBER_END, month: '2026-11', credits: 0 })
      expect(await store.loadCreditsUsed('2026-11')).toBe(0)
      expect(await store.loadCallsSince(0)).toEqual([NOVEMBER_END])
    })

    test('calls at or after a time come back ascending, two of the same moment both', async () => {
      const { store } = opened()
      for (const offset of [4000, 1000, 2000, 2000, 3000]) {
        await store.recordCall({ at: NOVEMBER_END + offset, month: '2026-12', credits: 1 })
      }
      await opened().reopen()
      const calls = await opened().store.loadCallsSince(NOVEMBER_END + 2000)
      expect(calls.map((at) => at - NOVEMBER_END)).toEqual([2000, 2000, 3000, 4000])
    })

    test('calls of the last hour stay, older ones go without touching the credits', async () => {
      const { store } = opened()
      for (const offset of [0, 1, HOUR_MS - 1, HOUR_MS + 1]) {
        await store.recordCall({ at: NOVEMBER_END + offset, month: '2026-12', credits: 1 })
      }
      const calls = await store.loadCallsSince(0)
      expect(calls.map((at) => at - NOVEMBER_END)).toEqual([1, HOUR_MS - 1, HOUR_MS + 1])
      expect(await store.loadCreditsUsed('2026-12')).toBe(4)
    })

    test.each([
      ['negative credits', { at: NOVEMBER_END, month: '2026-11', credits: -1 }],
      ['a month that is none', { at: NOVEMBER_END, month: 'November', credits: 1 }],
    ])('a call with %s is refused and leaves neither a call nor a credit', async (_, call) => {
      const { store } = opened()
      await expect(store.recordCall(call)).rejects.toThrow()
      expect(await store.loadCallsSince(0)).toEqual([])
      expect(await store.loadCreditsUsed(call.month)).toBe(0)
    })
  })
}
