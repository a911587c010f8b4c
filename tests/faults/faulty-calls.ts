import { type LogLine, logLines, WARNING } from './log-lines.ts'
import type { Expectation } from './row.ts'
import { endedAs, type Stage } from './stage.ts'
import type { SeenCall } from './upstream/scripted-upstream.ts'

/** For what is sure to come: nothing is measured by it, ms. */
export const PATIENCE_MS = 20_000
/** What a timer may be late by, on either side, ms. */
const TOLERANCE_MS = 400
/** A machine that stands still in the middle of a measurement spoils it. */
const TRIES = 3

/** Calls that met the fault since the row began, or since `from`. */
export const faultyCallsOf = ({ upstream, mark }: Stage, from = mark.at): SeenCall[] =>
  upstream.calls.filter((call) => call.isFaulty && call.at >= from)

/** A moment of `performance.now()` as one of `Date.now()`. */
export const wallTime = (at: number): number => Date.now() - (performance.now() - at)

/** Waits for the first call that meets the fault since `from` and, where that is asked for, for its end. */
export function firstFaultyCall(
  stage: Stage,
  { from = stage.mark.at, hasEnded = false } = {},
): Promise<SeenCall> {
  return stage.until('a faulty call', PATIENCE_MS, () => {
    const call = faultyCallsOf(stage, from)[0] ?? null
    return call !== null && hasEnded && call.endedAt === null ? null : call
  })
}

/** Waits for so many calls that met the fault, and until they have ended. */
export const faultyCalls =
  (count: number): Expectation =>
  async (stage) => {
    await stage.until(`${count} faulty calls`, PATIENCE_MS, () => {
      const ended = faultyCallsOf(stage).filter(({ endedAt }) => endedAt !== null)
      return ended.length >= count ? true : null
    })
  }

/** The product itself ends a faulty call after so many ms, and counts it as one that took too long. */
export const givesUpAfter =
  (ms: number): Expectation =>
  async (stage) => {
    const missed: string[] = []
    let from = stage.mark.at
    let known = endedAs(stage.mark.status, 'timeout')
    for (;;) {
      const call = await firstFaultyCall(stage, { from })
      const endedAt = await stage.until('the end of the faulty call', ms + 10_000, () => call.endedAt)
      await stage.until('the timeout on /api/status', PATIENCE_MS, async () =>
        endedAs(await stage.status(), 'timeout') > known ? true : null,
      )
      const took = endedAt - call.at
      if (Math.abs(took - ms) <= TOLERANCE_MS) return
      missed.push(took.toFixed(0))
      if (missed.length === TRIES) throw new Error(`the call was given up after ${missed.join(', ')} ms`)
      known = endedAs(await stage.status(), 'timeout')
      from = performance.now()
      stage.upstream.injectAgain()
    }
  }

/** A refresh that met the fault tries again by itself and succeeds: it is never logged as one that failed. */
export const retriesByItself: Expectation = async (stage) => {
  const [call] = faultyCallsOf(stage)
  if (call === undefined || call.endedAt === null) throw new Error('the fault has not come about yet')
  await stage.liveSince(wallTime(call.endedAt), PATIENCE_MS)
  const [failed] = failedRefreshes(stage)
  if (failed !== undefined) throw new Error(`a refresh failed: ${failed.msg}`)
}

/** No refresh makes more than so many calls: each of two that failed is ended by its line in the log. */
export const atMostPerRefresh =
  (count: number): Expectation =>
  async (stage) => {
    const [first, second] = await stage.until('two refreshes that failed', PATIENCE_MS, () => {
      const ends = failedRefreshes(stage).map(({ time }) => Date.parse(time))
      return ends.length >= 2 ? ends : null
    })
    const calls = faultyCallsOf(stage).map(({ at }) => wallTime(at))
    // The line is stamped in whole ms.
    const until = (end = 0) => calls.filter((at) => at <= end + 1).length
    const made = [until(first), until(second) - until(first)]
    if (made.some((one) => one < 1 || one > count))
      throw new Error(`${made.join(' and ')} calls for one refresh`)
  }

/** No refresh at all for so many ms after a faulty call, then another. */
export const silentFor =
  (ms: number): Expectation =>
  async (stage) => {
    const missed: string[] = []
    for (let from = stage.mark.at; ; from = performance.now()) {
      const first = await firstFaultyCall(stage, { from })
      const next = await stage.until(
        'the next call',
        ms + PATIENCE_MS,
        () => stage.upstream.calls.find(({ path, at }) => path === first.path && at > first.at) ?? null,
      )
      const pause = next.at - first.at
      // A little is added so that not all who were refused come back at once.
      if (pause >= ms - 50 && pause <= 1.1 * ms + 2500) return
      missed.push(pause.toFixed(0))
      if (missed.length === TRIES) throw new Error(`the next call came after ${missed.join(', ')} ms`)
      stage.upstream.injectAgain()
    }
  }

/** Lines of the log, since the row began, on refreshes that failed: one that a retry heals has none. */
const failedRefreshes = ({ product, mark }: Stage): LogLine[] =>
  logLines(product.stdout.slice(mark.logLength)).filter(
    ({ level, failure, id }) => level >= WARNING && failure !== undefined && id === undefined,
  )
