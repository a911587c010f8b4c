import { expect, it } from 'vitest'
import { OneAtATime } from '#lib/server/feed/one-at-a-time'

it('runs once more for all who asked while it ran, and then no more', async () => {
  const ends: (() => void)[] = []
  const runs = new OneAtATime(() => new Promise((resolve) => void ends.push(resolve)))
  const first = runs.run()
  void runs.run()
  void runs.run()
  expect(ends).toHaveLength(1)
  ends[0]?.()
  await expect.poll(() => ends.length).toBe(2)
  ends[1]?.()
  await first
  expect(ends).toHaveLength(2)
})

it('runs for whoever asks in the very turn in which it ends', async () => {
  let count = 0
  const runs: OneAtATime = new OneAtATime(async () => {
    count += 1
    // Some turns later, around the end of this run.
    if (count === 1) for (let turn = 0; turn < 8; turn += 1) void afterTurns(turn).then(() => runs.run())
  })
  await runs.run()
  await afterTurns(20)
  expect(count).toBeGreaterThan(1)
  const before = count
  await runs.run()
  expect(count).toBe(before + 1)
})

async function afterTurns(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await Promise.resolve()
}
