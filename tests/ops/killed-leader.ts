import type { Cluster } from '../cluster/cluster.ts'
import { StreamReader } from '../faults/stream-reader.ts'
import type { LaunchedProduct } from '../product/launched-product.ts'
import { open } from './ask-from.ts'
import type { BoardReader } from './board-reader.ts'
import { MIXED, PER_SECOND } from './load-checks.ts'
import { inWords, steadyLoad } from './steady-load.ts'
import { textUntil } from './stream-checks.ts'
import { unlike } from './verdicts.ts'

/** A refresh, a takeover and another refresh long. */
const SECONDS = 12
/** Enough that every instance has one. */
const STREAMS = 6
/** Between a refresh of the upstream and its arrival at every reader of a stream, on a busy machine, ms. */
const ARRIVAL_MS = 5_000
/** From a new holder of the lease to its first board, through the cache, ms. */
const TAKEOVER_MS = 5_000

export interface ClusterStage {
  cluster: Cluster
  /** Of the proxy. */
  url: string
  /** Looks at the board through the proxy all the time. */
  reader: BoardReader
  /** How long a board may be older than one shown before, ms. */
  mostBackMs: number
}

/**
 * Between two refreshes all instances show the same. With one just out only the leader may know of it: the worst moment
 * for it to die.
 */
export type Moment = 'between two refreshes' | 'with a refresh just out'

export interface Kill {
  problems: string[]
  /** From the kill to a newer board through the proxy, ms. */
  newBoardMs: number
  /** From asking for another stream to its first byte, ms. */
  firstByteMs: number
  /** How many refreshes that stream began behind the one that ended, and until when it was, ms after the kill. */
  refreshesBack: number
  caughtUpMs: number
}

/** The leader killed under load, while streams are open through the proxy; another instance takes its place in the end. */
export async function killLeader(stage: ClusterStage, moment: Moment): Promise<Kill> {
  const { cluster, url, reader } = stage
  const leader = await cluster.leader()
  const streams = await Promise.all(Array.from({ length: STREAMS }, () => StreamReader.open(url)))
  await cluster.until('a tick on every stream', cluster.refreshMs + ARRIVAL_MS, () =>
    streams.every((stream) => sequencesOf(stream).length > 1) ? true : null,
  )
  let isLoaded = true
  const load = steadyLoad({ base: url, perSecond: PER_SECOND, seconds: SECONDS, paths: MIXED }).finally(
    () => {
      isLoaded = false
    },
  )
  await (moment === 'between two refreshes' ? cluster.agree() : nextRefresh(leader))
  leader.signal('SIGKILL')
  const killedAt = performance.now()
  const problems = isLoaded ? [] : ['the load was over before the kill']
  const shownBefore = reader.newest?.sequence ?? 0
  const ended = await cluster.until('the streams of the dead to end', ARRIVAL_MS, () => {
    const over = streams.filter(({ isOver }) => isOver)
    return over.length > 0 ? over : null
  })
  const held = Math.max(...ended.flatMap(sequencesOf))
  const again = await streamFrom(stage, held, killedAt)
  const newBoardMs = await cluster.until(
    'a newer board',
    cluster.leaseMs + cluster.refreshMs + TAKEOVER_MS,
    () =>
      (reader.newest?.sequence ?? 0) > Math.max(held, shownBefore) ? performance.now() - killedAt : null,
  )
  const report = await load
  for (const stream of streams) stream.close()
  await replace(cluster, leader)
  problems.push(
    ...unlike('answers', report.answers, PER_SECOND * SECONDS),
    ...(report.failures.size === 0 ? [] : [inWords(report.failures)]),
    ...(again.refreshesBack <= 1 ? [] : [`a new stream began ${again.refreshesBack} refreshes back`]),
  )
  return { problems, newBoardMs, ...again }
}

/** Resolves in the moment in which an instance tells its own readers of a refresh. */
async function nextRefresh(instance: LaunchedProduct): Promise<void> {
  const stream = await open(`http://127.0.0.1:${new URL(instance.url).port}`, '/api/stream')
  await textUntil(stream, (all) => all.split('event: snapshot').length > 2)
  stream.destroy()
}

/** A new stream in place of one that had come to `held`, read until it has come as far. */
async function streamFrom({ url, mostBackMs }: ClusterStage, held: number, killedAt: number) {
  const askedAt = performance.now()
  const stream = await open(url, '/api/stream')
  const late = () => stream.destroy(new Error(`a new stream did not come to refresh ${held} in time`))
  const timer = setTimeout(late, mostBackMs + killedAt - askedAt)
  const { all, firstByteAt } = await textUntil(stream, (text) => Math.max(...idsIn(text)) >= held)
  clearTimeout(timer)
  stream.destroy()
  return {
    firstByteMs: firstByteAt - askedAt,
    refreshesBack: Math.max(0, held - (idsIn(all)[0] ?? held)),
    caughtUpMs: performance.now() - killedAt,
  }
}

function idsIn(text: string): number[] {
  return [...text.matchAll(/^id: (\d+)\n/gm)].map(([, id]) => Number(id))
}

function sequencesOf({ messages }: StreamReader): number[] {
  return messages.filter(({ event }) => event === 'snapshot').map(({ id }) => Number(id))
}

/** Another in the place of one that was killed: the proxy knows it by its port. */
async function replace(cluster: Cluster, dead: LaunchedProduct): Promise<void> {
  await dead.stop()
  const next = await cluster.launch({ env: { PORT: new URL(dead.url).port } })
  cluster.instances = cluster.instances.map((one) => (one === dead ? next : one))
  await cluster.agree()
}
