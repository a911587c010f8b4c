import { DAY_MS, HOUR_MS } from '#lib/core/market/window'
import { SimulatedBoard } from '../tests/helpers/simulated-board.ts'
import type { Result } from './result.ts'

const REFRESH_SECONDS = 60
const MANY = 10_000

/** Calls of one simulated day at a refresh a minute, with one reader an hour and with ten thousand. */
export async function upstreamCalls(): Promise<Result[]> {
  const one = await callsOfSecondDay(1)
  const many = await callsOfSecondDay(MANY)
  const theory = DAY_MS / (REFRESH_SECONDS * 1000)
  return [
    {
      id: 'F6',
      name: 'upstream calls of a simulated day, history filled',
      value: one / theory,
      unit: '× theory',
      target: 1.05,
      baseline: { name: 'calls in theory', value: theory },
    },
    {
      id: 'F6',
      name: `more calls for ${MANY} readers than for one`,
      value: many - one,
      unit: 'calls',
      target: 0,
    },
  ]
}

/** History is asked on the first day. */
async function callsOfSecondDay(readers: number): Promise<number> {
  const board = new SimulatedBoard({ env: { STRATA_REFRESH_SECONDS: String(REFRESH_SECONDS) } })
  await board.restart()
  await board.clock.advance(DAY_MS)
  const before = board.upstream.seen.length
  for (let hour = 0; hour < 24; hour += 1) {
    for (let reader = 0; reader < readers; reader += 1) board.audience.seen(board.clock.now())
    await board.clock.advance(HOUR_MS)
  }
  board.feed.stop()
  return board.upstream.seen.length - before
}
