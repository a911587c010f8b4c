import { describe, expect, test } from 'vitest'
import type { OpenedStore } from './contract.ts'
import { sampleBatch } from './sample-batch.ts'

const ROUNDS = 12

/** Two processes that write to one store at the same time, though only one of them should. */
export function describeRivals(opened: () => OpenedStore): void {
  describe('two writers', () => {
    test('store each batch wholly or not at all, and the newest stays the newest', async () => {
      const stores = [opened().store, await opened().another()]
      let newest = 0
      for (let round = 0; round < ROUNDS; round += 1) {
        const sequences = [2 * round + 1, 2 * round + 2]
        // Who has the higher number changes from round to round.
        const asked = round % 2 === 0 ? sequences : sequences.toReversed()
        const outcomes = await Promise.allSettled(
          stores.map((store, index) => {
            const sequence = asked[index] ?? 0
            return store.saveBatch(sampleBatch(sequence), { daily: [point(sequence)], hourly: [] })
          }),
        )
        const saved = asked.filter((_, index) => outcomes[index]?.status === 'fulfilled')
        newest = Math.max(newest, ...saved)
        const [latest] = await opened().store.loadLatestBatches()
        expect(latest?.sequence ?? 0).toBe(newest)
        const times = (await opened().store.loadHistory('daily', 2 * round + 1)).get('token')
        expect(times?.map(({ time }) => time) ?? []).toEqual(saved.toSorted((a, b) => a - b))
      }
      expect(newest).toBeGreaterThan(0)
      await stores[1]?.close()
    })

    test('add up what each of them counted', async () => {
      const other = await opened().another()
      const month = '2026-11'
      for (let round = 0; round < ROUNDS; round += 1) {
        const counted = [opened().store, other].map((store) => store.addCredits(month, 1))
        await Promise.allSettled(counted)
      }
      const used = await opened().store.loadCreditsUsed(month)
      expect(used).toBeGreaterThanOrEqual(ROUNDS)
      expect(used).toBeLessThanOrEqual(2 * ROUNDS)
      expect(await other.loadCreditsUsed(month)).toBe(used)
      await other.close()
    })
  })
}

function point(sequence: number) {
  return { id: 'token', time: sequence, price: sequence, marketCap: null, volume: null }
}
