import { setTimeout as pause } from 'node:timers/promises'
import { askFrom } from './ask-from.ts'
import { RunningNginx } from './running-nginx.ts'
import { type StubAnswer, StubInstance } from './stub-instance.ts'
import { unlike, type Verdicts } from './verdicts.ts'

/** As the front marks what a shared cache may keep. */
const SHARED = { 'Cache-Control': 'public, max-age=5, s-maxage=15, stale-while-revalidate=60' }
const PRIVATE = { 'Cache-Control': 'no-store' }
const READER = '127.0.0.9'
const PATIENCE_MS = 30_000
const LOOK_MS = 30
const TRIES = 5
/** Readers wait for the first one's answer for 100 ms from when they asked (proxy_cache_lock_timeout). */
const IN_TIME_MS = 90

interface Stage {
  nginx: RunningNginx
  /** Answers everything. */
  good: StubInstance
  /** Has no board. */
  empty: StubInstance
}

/** What travels to an instance and what the proxy makes of its answers, seen from stubs in the instances' place. */
export async function stubChecks(program: string, verdicts: Verdicts): Promise<void> {
  const good = await StubInstance.start(answerOf)
  const empty = await StubInstance.start(({ url = '' }) =>
    url.startsWith('/_next/') ? { status: 404, headers: PRIVATE } : { status: 503, headers: PRIVATE },
  )
  const other = await StubInstance.start(answerOf)
  const nginx = await RunningNginx.start(program, [good.address, empty.address, other.address])
  const stage = { nginx, good, empty }
  const stubs = [good, empty, other]
  try {
    await verdicts.check('what clients claim does not reach an instance', () => claims(stage, stubs))
    await verdicts.check('an instance without a board costs no read and stays asked', () => noBoard(stage))
    await verdicts.check('answers not meant for a shared cache are not kept', () => notKept(stage, stubs))
    await verdicts.check('many at once are one question', () => oneQuestion(stage, stubs))
    await verdicts.check('a file of the other build is found', () => otherBuild(stage))
    await verdicts.check('with every instance gone what was kept is still answered', () =>
      everyoneGone(stage, stubs),
    )
  } finally {
    await nginx.stop()
    await Promise.all(stubs.map((stub) => stub.stop()))
  }
}

function answerOf({ url = '' }: { url?: string }): StubAnswer {
  if (url.startsWith('/private')) return { headers: PRIVATE }
  if (url.startsWith('/slow')) return { headers: SHARED, afterMs: 50 }
  return { headers: SHARED }
}

async function claims({ nginx }: Stage, stubs: readonly StubInstance[]): Promise<string[]> {
  const headers = {
    host: 'evil.example',
    'x-forwarded-for': '203.0.113.7, 198.51.100.9',
    forwarded: 'for=203.0.113.7',
    cookie: 'session=1',
    'accept-encoding': 'br;q=0, gzip;q=0.5, *',
  }
  await askFrom(nginx.url, '/claims', { from: READER, headers })
  const seen = stubs.flatMap(({ requests }) => requests).find(({ url }) => url === '/claims')?.headers
  return [
    ...unlike('X-Forwarded-For', seen?.['x-forwarded-for'], READER),
    ...unlike('Forwarded', seen?.forwarded, undefined),
    ...unlike('Cookie', seen?.cookie, undefined),
    ...unlike('Host', seen?.host, 'strata'),
    ...unlike('Accept-Encoding', seen?.['accept-encoding'], 'gzip'),
  ]
}

async function noBoard({ nginx, empty }: Stage): Promise<string[]> {
  const before = empty.requests.length
  const statuses: number[] = []
  for (let turn = 0; turn < 60; turn += 1)
    statuses.push((await askFrom(nginx.url, `/cold-${turn}`, { from: READER })).status)
  const atOnce = Array.from({ length: 60 }, (_, at) => askFrom(nginx.url, `/colder-${at}`, { from: READER }))
  statuses.push(...(await Promise.all(atOnce)).map(({ status }) => status))
  const asked = empty.requests.length - before
  return [
    ...unlike('reads that failed', statuses.filter((status) => status !== 200).length, 0),
    // Had its refusals counted as failures, it would have been left alone after three.
    ...(asked > 20 ? [] : [`the empty instance was asked ${asked} times of 120`]),
  ]
}

/** Each twice; both must have reached an instance. */
async function notKept({ nginx }: Stage, stubs: readonly StubInstance[]): Promise<string[]> {
  const cases: { path: string; headers?: Record<string, string> }[] = [
    { path: '/private' },
    { path: '/part', headers: { rsc: '1' } },
  ]
  const problems: string[] = []
  for (const { path, headers = {} } of cases) {
    for (let turn = 0; turn < 2; turn += 1) await askFrom(nginx.url, path, { from: READER, headers })
    const { length } = requestsFor(path, stubs)
    if (length !== 2) problems.push(`${path} reached an instance ${length} times, not 2`)
  }
  const page = await askFrom(nginx.url, '/part', { from: READER })
  return [
    ...problems,
    ...(page.headers['x-cache-status'] === 'HIT' ? ['a page came as its part was kept'] : []),
  ]
}

/**
 * Who waits longer than the lock lets it asks itself, so that a try tells something only where the answer was there by
 * then; the proxy may have been late to see it, so that the best of several is judged. Without the lock every one fails.
 */
async function oneQuestion({ nginx }: Stage, stubs: readonly StubInstance[]): Promise<string[]> {
  const end = performance.now() + PATIENCE_MS
  const counts: number[] = []
  for (let turn = 0; counts.length < TRIES && performance.now() < end; turn += 1) {
    const path = `/slow-${turn}`
    const askedAt = performance.now()
    // Each try has an address of its own: all from one would be held for a flood.
    const asking = Array.from({ length: 100 }, () =>
      askFrom(nginx.url, path, { from: `127.0.3.${turn % 250}` }),
    )
    const answers = (await Promise.all(asking)).filter(({ status }) => status === 200)
    if (answers.length < 100) return unlike('answers', answers.length, 100)
    const [first, ...more] = requestsFor(path, stubs)
    if (first !== undefined && more.length <= 1) return []
    if (typeof first?.answeredAt === 'number' && first.answeredAt - askedAt <= IN_TIME_MS)
      counts.push(more.length + 1)
  }
  if (counts.length === 0) return ['no instance ever answered in time']
  return [`of 100 there reached an instance, try by try: ${counts.join(', ')}`]
}

/** What asked an instance that answers everything. */
function requestsFor(path: string, stubs: readonly StubInstance[]) {
  return stubs.filter((_, at) => at !== 1).flatMap((stub) => stub.requestsFor(path))
}

async function otherBuild({ nginx }: Stage): Promise<string[]> {
  const statuses: number[] = []
  for (let turn = 0; turn < 9; turn += 1)
    statuses.push((await askFrom(nginx.url, `/_next/static/chunk-${turn}.js`, { from: READER })).status)
  return unlike('files not found', statuses.filter((status) => status !== 200).length, 0)
}

async function everyoneGone({ nginx }: Stage, stubs: readonly StubInstance[]): Promise<string[]> {
  const cacheStatus = async () =>
    (await askFrom(nginx.url, '/kept', { from: READER })).headers['x-cache-status']
  await until(async () => (await cacheStatus()) === 'HIT')
  await Promise.all(stubs.map((stub) => stub.stop()))
  // Fresh for the rest of its second.
  await until(async () => (await cacheStatus()) !== 'HIT')
  const kept = await askFrom(nginx.url, '/kept', { from: READER })
  const unknown = await askFrom(nginx.url, '/never-seen', { from: READER })
  return [
    ...unlike('status of what was kept', kept.status, 200),
    ...unlike('X-Cache-Status', kept.headers['x-cache-status'], 'STALE'),
    ...unlike('status of the rest', unknown.status, 503),
    ...unlike('its Retry-After', unknown.headers['retry-after'], '5'),
    ...unlike('its code', JSON.parse(unknown.body.toString()).error?.code, 'not_ready'),
  ]
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MS
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error('it never came')
    // Faster than this it would be held for a flood.
    await pause(LOOK_MS)
  }
}
