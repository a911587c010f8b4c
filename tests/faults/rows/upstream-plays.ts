import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { PATIENCE_MS } from '../faulty-calls.ts'
import type { Row } from '../row.ts'
import type { Stage } from '../stage.ts'
import { ScriptedUpstream } from '../upstream/scripted-upstream.ts'
import { answer } from '../upstream/toxics.ts'

const FAILING = 'tests/server/feed/failing-upstream.test.ts'
const REFUSING = 'tests/server/feed/refusing-upstream.test.ts'
const BREAKER = 'tests/server/feed/circuit-breaker.test.ts'
const REST = 'tests/server/feed/call-rest.test.ts'
const TRANSPORT = 'tests/server/upstream/transport-faults.test.ts'
const RETRY_AFTER = 'tests/server/upstream/retry-after.test.ts'

function sources(): string[] {
  return readdirSync(join(PROJECT_ROOT, 'lib'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
}

/** Every refusal of a key or by a firewall: the upstream is then left alone, the board stands. */
async function refusedBy(stage: Stage, status: number, code: number): Promise<void> {
  await stage.setMark()
  const from = performance.now()
  stage.upstream.inject({ on: 'all', act: answer(status, { status: { error_code: code } }) })
  // A history call may be refused first; the board then rests before a refresh has failed.
  await stage.until('the refusal on /api/status', PATIENCE_MS, async () =>
    /refuse/.test(`${(await stage.status()).reason}`) ? true : null,
  )
  const refused = () => stage.upstream.calls.filter((call) => call.isFaulty && call.at > from).length
  await stage.throughout(4000, () => {
    // One refresh and one history call may both have been on their way.
    if (refused() > 2) throw new Error(`${refused()} calls after the refusal`)
  })
  if (!stage.upstream.calls.every(({ headers }) => /^strata\//.test(headers['user-agent'] ?? '')))
    throw new Error('a call went out without its name')
  const breaches = await stage.watcher.takeBreaches()
  if (breaches.length > 0) throw new Error(breaches.join('; '))
}

/** An upstream at an address at which nothing is: the product serves what it has, and says why. */
async function unreachable(stage: Stage, code: string): Promise<void> {
  await stage.until(`failure ${code}`, PATIENCE_MS, async () => {
    const { upstream } = await stage.status()
    return upstream.failure?.code === code ? true : null
  })
  const board = await stage.snapshot()
  if (board.status !== 'recorded') throw new Error(`the board says ${board.status}`)
  if ((await stage.ask('/')).status !== 200) throw new Error('no page')
}

/** Upstream faults that need a process of their own, or are proven with a clock by hand. */
export const UPSTREAM_PLAYS: readonly Row[] = [
  {
    id: 'U10',
    fault: '429 without a time to wait',
    by: [
      {
        file: REST,
        test: 'doubles the band of a limit without a time up to a quarter of an hour, and begins anew after a success',
      },
      { file: REST, test: 'spreads that wait evenly over its band' },
    ],
  },
  {
    id: 'U11',
    fault: 'Retry-After of years, negative, garbage',
    by: [
      { file: RETRY_AFTER, test: 'is null or between a second and an hour whatever the headers hold' },
      { file: REST, test: 'is never longer than an hour' },
    ],
  },
  {
    id: 'U12',
    fault: 'the key is refused',
    by: [
      { file: REFUSING, test: 'for a bad key is asked four times an hour at most, by nobody else either' },
    ],
    play: async (theatre) => refusedBy(await theatre.open(), 401, 10002),
  },
  {
    id: 'U13',
    fault: 'a firewall refuses this server',
    play: async (theatre) => refusedBy(await theatre.open(), 403, 1020),
  },
  {
    id: 'U14',
    fault: '404 for the history of one id',
    // A call that a pause of the machine has broken is made up for a minute later.
    longestMs: 200_000,
    by: [{ file: REFUSING, test: 'for one unknown id is asked for that id once a day' }],
    async play(theatre) {
      const stage = await theatre.open()
      await stage.until('the end of back-fill', 150_000, async () => {
        const { budget, history } = await stage.status()
        return history.needed > 0 && budget.deferred === null ? true : null
      })
      const { upstream } = await stage.status()
      const ended = (outcomes: readonly string[]) =>
        upstream.outcomes?.filter((one) => one.endpoint === 'history' && outcomes.includes(one.outcome)) ?? []
      if (ended(['not-found']).length === 0) throw new Error('no history was refused')
      const whole = [...ended(['ok', 'not-found'])].reduce((sum, { count }) => sum + count, 0)
      const calls = stage.upstream.calls.filter(({ path }) => path.endsWith('/market_chart'))
      const asked = new Set(calls.map(({ url }) => url)).size
      if (whole > asked) throw new Error(`${asked} histories were answered ${whole} times`)
    },
  },
  {
    id: 'U16',
    fault: '503 for as long as it takes',
    by: [
      {
        file: FAILING,
        test: 'is asked at most twenty times in the hour after the breaker opened, and never while it is open',
      },
      {
        file: BREAKER,
        test: 'stays open 30 s longer with each trip, 300 s at most, and asks at most twenty times in the hour',
      },
    ],
    async play(theatre) {
      const stage = await theatre.open()
      await stage.setMark()
      stage.upstream.inject({ on: 'all', act: answer(503, {}) })
      await stage.until('an open breaker', PATIENCE_MS, async () => {
        const { upstream } = await stage.status()
        return upstream.breaker?.state === 'open' ? true : null
      })
      const opened = stage.upstream.calls.length
      // On this scale it opens for 1, 2, 3 … s: one probe each, and one history call that was on its way.
      await stage.throughout(8000, () => {
        if (stage.upstream.calls.length > opened + 5) throw new Error('the upstream is asked on')
      })
      const breaches = await stage.watcher.takeBreaches()
      if (breaches.length > 0) throw new Error(breaches.join('; '))
    },
  },
  {
    id: 'U19',
    fault: 'the name cannot be resolved',
    async play(theatre) {
      const env = { COINGECKO_BASE_URL: 'http://strata.invalid' }
      await unreachable(await theatre.open({ env, isLiveSoon: false }), 'dns')
    },
  },
  {
    id: 'U20',
    fault: 'the name resolves to a private address',
    by: [
      { file: TRANSPORT, test: 'because the name leads to a private address: no connection is made' },
      {
        file: 'tests/server/upstream/public-lookup.test.ts',
        test: 'refuses when one of several answers is private',
      },
    ],
  },
  {
    id: 'U21',
    fault: 'no TLS where TLS should be',
    by: [{ file: TRANSPORT, test: 'because the other side speaks no TLS is final' }],
    async play(theatre) {
      const upstream = await ScriptedUpstream.start()
      const env = { COINGECKO_BASE_URL: upstream.baseUrl.replace('http:', 'https:') }
      await unreachable(await theatre.open({ env, upstream, isLiveSoon: false }), 'tls')
      if (upstream.calls.length > 0) throw new Error('a call was understood')
      if (sources().some((source) => source.includes('rejectUnauthorized')))
        throw new Error('a source turns the check of certificates off')
    },
  },
  {
    id: 'U22',
    fault: 'connection refused, then an upstream after all',
    by: [{ file: TRANSPORT, test: 'because the connection is not made in time says so' }],
    async play(theatre) {
      const gone = await ScriptedUpstream.start()
      const port = Number(new URL(gone.baseUrl).port)
      await gone.close()
      const env = { COINGECKO_BASE_URL: gone.baseUrl }
      const stage = await theatre.open({ env, upstream: gone, isLiveSoon: false })
      await stage.until('readiness', 10_000, async () =>
        (await stage.ask('/readyz')).status === 200 ? true : null,
      )
      await unreachable(stage, 'connect')
      const back = await ScriptedUpstream.start(port)
      try {
        await stage.liveSince(0, 45_000)
      } finally {
        await back.close()
      }
    },
  },
  {
    id: 'U23',
    fault: 'the name has an IPv6 address at which nothing listens',
    async play(theatre) {
      const upstream = await ScriptedUpstream.start()
      const env = { COINGECKO_BASE_URL: upstream.baseUrl.replace('127.0.0.1', 'localhost') }
      await theatre.open({ env, upstream })
      if (upstream.calls.length === 0) throw new Error('the upstream was not reached')
    },
  },
]
