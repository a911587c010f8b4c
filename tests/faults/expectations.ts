import type { Snapshot } from '#lib/core/contract/snapshot'
import type { Expectation } from './row.ts'
import type { Stage } from './stage.ts'
import type { SeenCall } from './upstream/scripted-upstream.ts'

const faulty = ({ upstream, mark }: Stage) =>
  upstream.calls.filter((call) => call.isFaulty && call.at >= mark.at)

/** Waits for so many calls that met the fault, and until they have ended. */
export const faultyCalls =
  (count: number, withinMs = 5000): Expectation =>
  async (stage) => {
    await stage.until(`${count} faulty calls`, withinMs, () => {
      const calls = faulty(stage)
      return calls.length >= count && calls.slice(0, count).every(({ endedAt }) => endedAt !== null)
        ? true
        : null
    })
  }

/** The product ends the first faulty call by itself after so many ms. */
export const givesUpAfter =
  (ms: number, toleranceMs = 400): Expectation =>
  async (stage) => {
    const call = await stage.until('the end of the faulty call', ms + 2000, () => {
      const [first] = faulty(stage)
      return first !== undefined && first.endedAt !== null ? first : null
    })
    const took = Number(call.endedAt) - call.at
    if (Math.abs(took - ms) > toleranceMs)
      throw new Error(`the call was given up after ${took.toFixed(0)} ms`)
  }

/** A retry follows the first faulty call within the jitter of the first retry. */
export const retriesSoon: Expectation = async (stage) => {
  const [first] = faulty(stage)
  const next = await stage.until('a retry', 2500, () => {
    const after = stage.upstream.calls.filter(({ path, at }) => path === first?.path && at > first.at)
    return after[0] ?? null
  })
  const pause = next.at - Number(first?.endedAt)
  if (pause > 1500) throw new Error(`the retry came after ${pause.toFixed(0)} ms`)
}

/** While the fault lasts nothing new is accepted; `forMs` from now on. */
export const nothingAccepted =
  (forMs = 1500): Expectation =>
  async (stage) => {
    const { sequence } = stage.mark
    // A refresh that was on its way when the fault began may still arrive.
    await stage.throughout(forMs, async () => {
      const now = await stage.snapshot()
      if (now.sequence > sequence + 1) throw new Error(`sequence went from ${sequence} to ${now.sequence}`)
    })
  }

/** Says the cause of the fault on `/api/status`, by its code. */
export const tells =
  (code: string): Expectation =>
  async (stage) => {
    await stage.until(`failure ${code} on /api/status`, 8000, async () => {
      const { upstream } = await stage.status()
      return upstream.failure?.code === code ? true : null
    })
  }

/** No refresh at all for a while after the first faulty call, then one not much later. */
export const silentFor =
  (ms: number): Expectation =>
  async (stage) => {
    const first = await stage.until('the faulty call', 4000, () => faulty(stage)[0] ?? null)
    const next = await stage.until('the next call', ms * 1.1 + 2500, () => callAfter(stage, first))
    const pause = next.at - first.at
    if (pause < ms - 50) throw new Error(`the next call came after ${pause.toFixed(0)} ms`)
  }

function callAfter({ upstream }: Stage, { at, path }: SeenCall): SeenCall | null {
  return upstream.calls.find((call) => call.path === path && call.at > at) ?? null
}

/** Readers are answered as fast as ever while the fault lasts. */
export const readersUnharmed: Expectation = async (stage) => {
  const durations: number[] = []
  for (let reader = 0; reader < 100; reader += 1)
    durations.push((await stage.ask('/api/snapshot')).durationMs)
  const p90 = durations.toSorted((a, b) => a - b)[89] ?? 0
  if (p90 > 250) throw new Error(`a reader in ten waits ${p90.toFixed(0)} ms`)
}

/** No more connections to the upstream than one refresh and one history call need. */
export const socketsClosed: Expectation = async (stage) => {
  await stage.until('the closing of sockets', 3000, () => (stage.upstream.openSockets <= 2 ? true : null))
}

/** The next accepted board is as described; the description throws when it is not. */
export const boardShows =
  (what: string, check: (board: Snapshot, stage: Stage) => boolean | Promise<boolean>): Expectation =>
  async (stage) => {
    await stage.until(what, 6000, async () => {
      const board = await stage.snapshot()
      // The mark's own refresh may have been on its way already.
      return board.sequence > stage.mark.sequence + 1 && (await check(board, stage)) ? true : null
    })
  }

/** Rows the last batch lost, by reason. */
export const drops =
  (reason: string, count: number): Expectation =>
  async (stage) => {
    await stage.until(`${count} dropped as ${reason}`, 6000, async () => {
      const { upstream } = await stage.status()
      return upstream.dropped[reason] === count ? true : null
    })
  }

/** Resident memory stays within so many MB of what it was, watched for a while. */
export const memoryWithin =
  (megabytes: number, forMs = 3000): Expectation =>
  async (stage) => {
    let most = 0
    await stage.throughout(forMs, () => {
      most = Math.max(most, stage.product.residentBytes() - stage.mark.residentBytes)
    })
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
