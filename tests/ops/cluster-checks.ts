import pg from 'pg'
import { Cluster } from '../cluster/cluster.ts'
import { askFrom } from './ask-from.ts'
import { BoardReader } from './board-reader.ts'
import { addressOf } from './instance-address.ts'
import { type ClusterStage, type Kill, killLeader, refreshesMissed } from './killed-leader.ts'
import { hitRatio } from './load-checks.ts'
import { RunningNginx } from './running-nginx.ts'
import { sameBytes } from './same-bytes.ts'
import { ShownBoards } from './shown-boards.ts'
import { Standstill } from './standstill.ts'
import type { Moment } from './stopped-leader.ts'
import { streamPasses } from './stream-checks.ts'
import type { Verdicts } from './verdicts.ts'

const INSTANCES = 3
/** Longer than the cache keeps an answer, so that it alone never shows the refresh before the last. */
const REFRESH_SECONDS = 3
const MOMENTS: readonly Moment[] = ['between two refreshes', 'with a refresh just out']
/** A browser takes one encoding. Who changes reads what the cache keeps, and renews, apart. */
const READERS = [['br'], ['gzip'], ['identity'], ['br', 'gzip']]
/** One: while a refresh is on its way. Two: a successor shows the one its leader took along and its own at once. */
const MOST_REFRESHES_BACK = 2
/** An instance whose notice of a board was lost finds it with its next look at the lease: that is a quarter of it. */
const LOOKS = 4
const LONGEST_LOOK_MS = 5_000
/** Beside that: the cache keeps an answer for up to two seconds and shows it until it has another, ms. */
const ON_THE_WAY_MS = 3_000

/** The proxy before instances that share one PostgreSQL, fed by one of them from an upstream on loopback. */
export async function clusterChecks(program: string, verdicts: Verdicts, isFull: boolean): Promise<void> {
  console.log('Instances that share a database:')
  const cluster = await Cluster.start({
    instances: INSTANCES,
    leaseSeconds: isFull ? 20 : 2,
    refreshSeconds: REFRESH_SECONDS,
    env: { STRATA_TRUSTED_PROXIES: '1' },
  })
  try {
    // They look at the instances past the proxy, which alone is to ask them here.
    await cluster.onlookers.end()
    const nginx = await RunningNginx.start(program, cluster.instances.map(addressOf))
    try {
      await boardChecks(cluster, nginx.url, verdicts, isFull ? 3 : 1)
    } finally {
      await nginx.stop()
    }
  } finally {
    await cluster.end()
  }
}

async function boardChecks(
  cluster: Cluster,
  url: string,
  verdicts: Verdicts,
  killsOfEach: number,
): Promise<void> {
  await verdicts.check('a board is the same bytes whichever instance answers', () => sameBytes(url, cluster))
  await streamPasses(url, verdicts)
  await hitRatio(url, verdicts)
  const boards = new ShownBoards()
  const readers = READERS.map(
    (encodings, at) => new BoardReader({ base: url, from: `127.0.2.${at + 1}`, encodings, boards }),
  )
  const [reader] = readers
  if (reader === undefined) throw new Error('nobody reads')
  const mostBackMs = Math.min(LONGEST_LOOK_MS, cluster.leaseMs / LOOKS) + ON_THE_WAY_MS
  const database = new pg.Client({ connectionString: cluster.databaseUrl })
  await database.connect()
  const standstill = new Standstill([
    () => database.query('select 1'),
    // What the proxy answers itself.
    () => askFrom(url, '/metrics', { from: '127.0.0.50' }),
  ])
  const stage = { cluster, url, reader, mostBackMs, standstill }
  for (let kill = 0; kill < killsOfEach; kill += 1)
    for (const moment of MOMENTS) await leaderKilled(stage, moment, verdicts)
  await Promise.all([standstill, ...readers].map((one) => one.stop()))
  await database.end()
  verdicts.judge('every version shown was one body', boards.unequal)
  verdicts.judge(
    'every reader always got the board',
    readers.flatMap(({ failures }) => [...new Set(failures)]),
  )
  judgeOrder(readers, stage, verdicts)
}

async function leaderKilled(stage: ClusterStage, moment: Moment, verdicts: Verdicts): Promise<void> {
  const kills: Kill[] = []
  await verdicts.check(`the leader killed ${moment} costs no read, board and streams go on`, async () => {
    const kill = await killLeader(stage, moment)
    kills.push(kill)
    return kill.problems
  })
  for (const { newBoardMs, firstByteMs, refreshesBack, caughtUpMs, stillMs } of kills) {
    const isBack = refreshesBack > 0
    const begin = isBack ? `${refreshesBack} refresh back, for ${inSeconds(caughtUpMs)}` : 'with the newest'
    const still = stillMs === 0 ? '' : `, for ${inSeconds(stillMs)} of which the machine stood still`
    console.log(`     a newer board ${inSeconds(newBoardMs)} after the kill${still}`)
    console.log(`     the next stream: first byte after ${firstByteMs.toFixed(1)} ms, ${begin}`)
  }
}

/**
 * Followers hear of a board a moment after their leader shows it, and what the cache took in that moment it keeps: an
 * older board may follow a newer one, but neither far nor long.
 */
function judgeOrder(readers: readonly BoardReader[], stage: ClusterStage, verdicts: Verdicts): void {
  const { mostBackMs, standstill } = stage
  const steps = readers.flatMap(({ stepsBack }) => stepsBack)
  const longest = Math.max(
    0,
    ...steps.map(({ newestAt, askedAt }) => standstill.ranMsBetween(newestAt, askedAt)),
  )
  const tooFar = steps.filter((step) => step.refreshes > MOST_REFRESHES_BACK + refreshesMissed(stage, step))
  const bound = `${MOST_REFRESHES_BACK} refreshes or ${inSeconds(mostBackMs)}`
  verdicts.judge(`no board is followed by one older by more than ${bound}`, [
    ...(tooFar.length === 0
      ? []
      : [`a board ${Math.max(...tooFar.map(({ refreshes }) => refreshes))} refreshes back`]),
    ...(longest <= mostBackMs ? [] : [`an older board ${inSeconds(longest)} after a newer one`]),
  ])
  for (const { encodings, reads, stepsBack } of readers) {
    const latest = Math.max(0, ...stepsBack.map(({ newestAt, askedAt }) => askedAt - newestAt))
    const last = stepsBack.length === 0 ? '' : `, the last ${inSeconds(latest)} after it`
    console.log(
      `     by ${encodings.join(' and ')}: ${stepsBack.length} of ${reads} reads older than one before${last}`,
    )
  }
}

function inSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`
}
