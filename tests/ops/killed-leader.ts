import type { Cluster } from '../cluster/cluster.ts'
import { StreamReader } from '../faults/stream-reader.ts'
import type { LaunchedProduct } from '../product/launched-product.ts'
import { open } from './ask-from.ts'
import type { BoardReader, StepBack } from './board-reader.ts'
import { MIXED, PER_SECOND, unanswered } from './load-checks.ts'
import type { Standstill } from './standstill.ts'
import { steadyLoad } from './steady-load.ts'
import { type Moment, PATIENCE_MS, sequencesOf, stoppedLeader } from './stopped-leader.ts'
import { textUntil } from './stream-checks.ts'
import { unlike } from './verdicts.ts'

/** Enough that every instance has one. */
const STREAMS = 6
/** From a new holder of the lease to its first board, through the cache, ms. */
const TAKEOVER_MS = 5_000
/** A follower may be that much behind the leader that died before it could tell it. */
const MOST_REFRESHES_BACK = 1

export interface ClusterStage {
  cluster: Cluster
  /** Of the proxy. */
  url: string
  /** Looks at the board through the proxy all the time. */
  reader: BoardReader
  /** How long a board may be older than one shown before, ms. */
  mostBackMs: number
  /** Knows when the machine stood still. */
  standstill: Standstill
}

export interface Kill {
  problems: string[]
  /** From the kill to a newer board through the proxy, ms. */
  newBoardMs: number
  /** From asking for another stream to its first byte, ms. */
  firstByteMs: number
  /** How many refreshes that stream began behind the one that ended, and until when it was, ms after the kill. */
  refreshesBack: number
  caughtUpMs: number
  /** How long the machine stood still between the kill and the newer board, ms. */
  stillMs: number
}

/** The leader killed under load, while streams are open through the proxy; another instance takes its place in the end. */
export async function killLeader(stage: ClusterStage, moment: Moment): Promise<Kill> {
  const { cluster, url } = stage
  const streams: StreamReader[] = []
  let isOver = false
  const load = steadyLoad({ base: url, perSecond: PER_SECOND, isEnough: () => isOver, paths: MIXED })
  let leader: LaunchedProduct | null = null
  try {
    for (let at = 0; at < STREAMS; at += 1) streams.push(await StreamReader.open(url))
    leader = await stoppedLeader(cluster, url, moment, streams)
    const kill = await seeKilled(stage, leader, streams)
    isOver = true
    return { ...kill, problems: [...kill.problems, ...unanswered(await load)] }
  } finally {
    isOver = true
    await load
    for (const stream of streams) stream.close()
    if (leader !== null) await replace(cluster, leader)
  }
}

/** What readers see from the moment of the kill until they have a newer board. */
async function seeKilled(
  stage: ClusterStage,
  leader: LaunchedProduct,
  streams: readonly StreamReader[],
): Promise<Kill> {
  const { cluster, reader, mostBackMs, standstill } = stage
  const endedBefore = streams.filter(({ isOver }) => isOver).length
  leader.signal('SIGKILL')
  const killedAt = performance.now()
  const shown = () => reader.newest?.sequence ?? Number.NEGATIVE_INFINITY
  const shownBefore = shown()
  const ended = await cluster.until('the streams of the dead to end', PATIENCE_MS, () => {
    const over = streams.filter(({ isOver }) => isOver)
    return over.length > endedBefore ? over : null
  })
  const held = Math.max(...ended.flatMap(sequencesOf))
  const { firstByteMs, refreshesBack, caughtUpAt } = await streamFrom(stage.url, held)
  const newestAt = await cluster.until('a newer board', PATIENCE_MS + cluster.leaseMs, () =>
    shown() > Math.max(held, shownBefore) ? reader.newestAt : null,
  )
  const left = streams.filter(({ isOver }) => !isOver)
  await cluster.until('a newer board on the streams that are left', PATIENCE_MS, () =>
    left.every((stream) => Math.max(...sequencesOf(stream)) > held) ? true : null,
  )
  const ran = (to: number) => standstill.ranMsBetween(killedAt, to)
  const missed = refreshesMissed(stage, { refreshes: refreshesBack, newestAt: killedAt, askedAt: caughtUpAt })
  const problems = [
    ...unlike('streams that ended before the kill', endedBefore, 0),
    ...(refreshesBack <= MOST_REFRESHES_BACK + missed
      ? []
      : [`a new stream began ${refreshesBack} refreshes back`]),
    ...notWithin('a new stream came to the newest board', ran(caughtUpAt), mostBackMs),
    ...notWithin('a newer board came', ran(newestAt), cluster.leaseMs + cluster.refreshMs + TAKEOVER_MS),
  ]
  return {
    problems,
    newBoardMs: newestAt - killedAt,
    firstByteMs,
    refreshesBack,
    caughtUpMs: caughtUpAt - killedAt,
    stillMs: standstill.msBetween(killedAt, newestAt),
  }
}

function notWithin(what: string, ms: number, withinMs: number): string[] {
  const taken = `${(ms / 1000).toFixed(2)} s`
  return ms <= withinMs
    ? []
    : [`${what} after ${taken} in which the machine ran, not within ${withinMs / 1000} s`]
}

/** Refreshes that may have been missed because the machine stood still, since who was behind last was not. */
export function refreshesMissed({ cluster, standstill }: ClusterStage, step: StepBack): number {
  const from = step.newestAt - step.refreshes * cluster.refreshMs
  return Math.ceil(standstill.msBetween(from, step.askedAt) / cluster.refreshMs)
}

/** A new stream in place of one that had come to `held`, read until it has come as far. */
async function streamFrom(url: string, held: number) {
  const askedAt = performance.now()
  const stream = await open(url, '/api/stream')
  const { all, firstByteAt } = await textUntil(stream, (text) => Math.max(...idsIn(text)) >= held)
  return {
    firstByteMs: firstByteAt - askedAt,
    refreshesBack: Math.max(0, held - (idsIn(all)[0] ?? held)),
    caughtUpAt: performance.now(),
  }
}

function idsIn(text: string): number[] {
  return [...text.matchAll(/^id: (\d+)\n/gm)].map(([, id]) => Number(id))
}

/** Another in the place of one that was killed: the proxy knows it by its port. */
async function replace(cluster: Cluster, dead: LaunchedProduct): Promise<void> {
  await dead.stop()
  const env = { PORT: new URL(dead.url).port }
  // For a moment some connection may have it.
  const next = await cluster.until('its port', PATIENCE_MS, () => cluster.launch({ env }))
  cluster.instances = cluster.instances.map((one) => (one === dead ? next : one))
  await cluster.agree()
}
