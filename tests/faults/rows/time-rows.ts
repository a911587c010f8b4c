import { setTimeout as sleep } from 'node:timers/promises'
import { PATIENCE_MS } from '../faulty-calls.ts'
import type { Row } from '../row.ts'
import type { Stage } from '../stage.ts'
import { ScriptedUpstream } from '../upstream/scripted-upstream.ts'

const TIME = 'tests/server/feed/time-faults.test.ts'
const CLOCK = 'tests/server/steady-clock.test.ts'
const MONTH = 'tests/server/feed/month-of-credits.test.ts'
const KEYLESS = 'tests/server/feed/keyless-budget.test.ts'

const HOUR_MS = 3_600_000

/** The product against an upstream whose clock is off: to the product it is its own that is. */
async function livesBeside(
  offsetMs: number,
  open: (upstream: ScriptedUpstream) => Promise<Stage>,
): Promise<void> {
  const upstream = await ScriptedUpstream.start()
  upstream.clockOffsetMs = offsetMs
  const stage = await open(upstream)
  await stage.liveSince(0, PATIENCE_MS)
  await stage.throughout(3000, async () => {
    const { status, asOf } = await stage.snapshot()
    const ahead = Date.parse(asOf) - (Date.now() + offsetMs)
    // A machine that stands still delays a board by seconds; taken for an hour it would be stale.
    if (status !== 'live' && status !== 'delayed') throw new Error(`the board says ${status}`)
    if (ahead > 5000) throw new Error(`asOf lies ${ahead} ms ahead of the upstream`)
  })
  await stage.liveSince(Date.now() + offsetMs, PATIENCE_MS)
  const { upstream: told } = await stage.status()
  if (told.clockSkewMs === null || Math.abs(told.clockSkewMs + offsetMs) > 5000)
    throw new Error(`a skew of ${told.clockSkewMs} ms is told`)
}

/** Resolves right after a refresh whose board is shown: the next is most of a second away. */
async function betweenRefreshes(stage: Stage): Promise<void> {
  const { sequence } = await stage.snapshot()
  await stage.until('the end of a refresh', PATIENCE_MS, async () => {
    const isShown = (await stage.snapshot()).sequence > sequence
    return isShown && stage.upstream.callsSince(0).at(-1)?.endedAt !== null ? true : null
  })
}

/** Clocks that are wrong, machines that sleep, months that are spent. */
export const TIME_ROWS: readonly Row[] = [
  {
    id: 'T1',
    fault: 'our clock an hour behind and an hour ahead of the upstream',
    by: [
      { file: CLOCK, test: 'leaves a clock alone that is within half a minute, and tells how far it is off' },
    ],
    async play(theatre) {
      for (const offset of [HOUR_MS, -HOUR_MS])
        await livesBeside(offset, (upstream) => theatre.open({ upstream, isLiveSoon: false }))
    },
  },
  {
    id: 'T2',
    fault: 'our clock is set back',
    by: [
      { file: TIME, test: 'set back by an hour neither skips nor doubles a refresh, and asOf goes on' },
      { file: CLOCK, test: 'goes on evenly when the wall clock is set back' },
    ],
  },
  {
    id: 'T3',
    fault: 'the process is suspended',
    by: [{ file: TIME, test: 'lost to two hours of sleep is followed by one refresh within five seconds' }],
    async play(theatre) {
      const stage = await theatre.open()
      // Its reader would wait for a process that stands still.
      await stage.watcher.stop()
      await betweenRefreshes(stage)
      stage.product.signal('SIGSTOP')
      await sleep(6000)
      const wokenAt = performance.now()
      stage.product.signal('SIGCONT')
      const calls = await stage.until('the refresh of the second after', PATIENCE_MS, () => {
        const [first = Infinity, ...others] = stage.upstream.callsSince(wokenAt).map(({ at }) => at)
        const later = others.findIndex((at) => at > first + 900)
        return later < 0 ? null : 1 + later
      })
      if (calls > 2) throw new Error(`${calls} refreshes within a second of waking`)
      await stage.liveSince(Date.now(), PATIENCE_MS)
    },
  },
  {
    id: 'T4',
    fault: 'the credits of the month are used up',
    by: [
      { file: MONTH, test: 'sees no call until the first of the next, whatever is restarted, and says so' },
      { file: MONTH, test: 'sees calls without the key where that is wanted, four a minute at most' },
    ],
    async play(theatre) {
      const env = { COINGECKO_PLAN: 'demo', STRATA_MONTHLY_CREDITS: '1' }
      // The one refresh there is makes a board that is live for two seconds only.
      const stage = await theatre.open({ env, isLiveSoon: false })
      await stage.until('the word of it', PATIENCE_MS, async () => {
        const { budget, reason } = await stage.status()
        return budget.creditsLeft === 0 && `${reason}`.includes('credits') ? true : null
      })
      const from = performance.now()
      await sleep(4000)
      const calls = stage.upstream.calls.filter(({ at }) => at >= from).length
      if (calls > 0) throw new Error(`${calls} calls without a credit`)
      if ((await stage.ask('/')).status !== 200) throw new Error('no page')
    },
  },
  {
    id: 'T5',
    fault: 'a month of paced calls',
    by: [
      {
        file: MONTH,
        test: 'keeps to 10 000 credits over 31 days with three restarts a day, retries and back-fill',
      },
      {
        file: KEYLESS,
        test: 'asks at most four times in any minute: cold start, back-fill and three quick restarts included',
      },
      { file: MONTH, test: 'makes the same calls at the same times for one viewer and for ten thousand' },
    ],
  },
  {
    id: 'T6',
    fault: 'a refresh that lasts longer than its period',
    by: [{ file: TIME, test: 'a refresh takes never lets a second one begin beside it' }],
  },
  {
    id: 'T7',
    fault: 'leap seconds, daylight saving, ends of months',
    by: [
      {
        file: 'tests/core/analytics/daily-closes.test.ts',
        test: 'gives valid prices or null on consecutive days, whatever comes in',
      },
      { file: 'tests/core/format/format-time.test.ts', test: 'converts an offset to UTC' },
    ],
  },
]
