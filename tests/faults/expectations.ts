import type { Snapshot } from '#lib/core/contract/snapshot'
import { firstFaultyCall, PATIENCE_MS, wallTime } from './faulty-calls.ts'
import type { Expectation } from './row.ts'
import { endedAs, SETTLED_BYTES, type Stage } from './stage.ts'

/** Nothing that was fetched since the first faulty call is accepted; looked at for `forMs` after its end. */
export const nothingAccepted =
  (forMs = 2500): Expectation =>
  async (stage) => {
    const { at } = await firstFaultyCall(stage, { hasEnded: true })
    await stage.throughout(forMs, async () => {
      const { sequence, fetchedAt } = await stage.snapshot()
      if (Date.parse(fetchedAt) > wallTime(at))
        throw new Error(`sequence ${sequence} was fetched at ${fetchedAt}`)
    })
  }

/** Says the cause of a fault that stays on `/api/status`, by its code. */
export const tells =
  (code: string): Expectation =>
  async (stage) => {
    await stage.until(`failure ${code} on /api/status`, PATIENCE_MS, async () => {
      const { upstream } = await stage.status()
      return upstream.failure?.code === code ? true : null
    })
  }

/** Counts the fault on `/api/status`, by its code: also one that has passed before anybody looked. */
export const counts =
  (code: string): Expectation =>
  async (stage) => {
    await stage.until(`another ${code} on /api/status`, PATIENCE_MS, async () =>
      endedAs(await stage.status(), code) > endedAs(stage.mark.status, code) ? true : null,
    )
  }

/** Readers are answered as fast as ever while the first faulty call is under way. */
export const readersUnharmed: Expectation = async (stage) => {
  const call = await firstFaultyCall(stage)
  const durations: number[] = []
  while (durations.length < 100) {
    const { durationMs } = await stage.ask('/api/snapshot')
    if (call.endedAt !== null) break
    durations.push(durationMs)
  }
  if (durations.length < 10) throw new Error(`${durations.length} readers in the time of a faulty call`)
  const p90 = durations.toSorted((a, b) => a - b)[Math.ceil(0.9 * durations.length) - 1] ?? Infinity
  if (p90 > 250) throw new Error(`a reader in ten waits ${p90.toFixed(0)} ms`)
}

/** No more connections to the upstream than one refresh and one history call need. */
export const socketsClosed: Expectation = async (stage) => {
  await stage.until('the closing of sockets', PATIENCE_MS, () =>
    stage.upstream.openSockets <= 2 ? true : null,
  )
}

/** The next accepted board is as described; the description throws when it is not. */
export const boardShows =
  (what: string, check: (board: Snapshot, stage: Stage) => boolean | Promise<boolean>): Expectation =>
  async (stage) => {
    await stage.until(what, PATIENCE_MS, async () => {
      const board = await stage.snapshot()
      // The mark's own refresh may have been on its way already.
      return board.sequence > stage.mark.board.sequence + 1 && (await check(board, stage)) ? true : null
    })
  }

/** Rows the last batch lost, by reason. */
export const drops =
  (reason: string, count: number): Expectation =>
  async (stage) => {
    await stage.until(`${count} dropped as ${reason}`, PATIENCE_MS, async () => {
      const { upstream } = await stage.status()
      return upstream.dropped[reason] === count ? true : null
    })
  }

/** From the first faulty call on, resident memory that is more than a settled process may hold has not grown by so many MB. */
export const memoryWithin =
  (megabytes: number, forMs = 3000): Expectation =>
  async (stage) => {
    const call = await firstFaultyCall(stage)
    let most = 0
    const look = () => {
      const resident = stage.product.residentBytes()
      if (resident > SETTLED_BYTES) most = Math.max(most, resident - stage.mark.residentBytes)
    }
    await stage.until('the end of the faulty call', PATIENCE_MS, () => {
      look()
      return call.endedAt
    })
    await stage.throughout(forMs, look)
    if (most > megabytes * 1e6) throw new Error(`memory grew by ${(most / 1e6).toFixed(0)} MB`)
  }

/** Several things that must hold at the same time. */
export const together =
  (...expectations: readonly Expectation[]): Expectation =>
  async (stage) => {
    await Promise.all(expectations.map((expectation) => expectation(stage)))
  }

/** A token of a board. */
export function tokenOf(board: Snapshot, id: string): Snapshot['tokens'][number] {
  const token = board.tokens.find((one) => one.id === id)
  if (token === undefined) throw new Error(`${id} is not on the board`)
  return token
}
