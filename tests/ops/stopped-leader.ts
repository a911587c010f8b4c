import type { Cluster } from '../cluster/cluster.ts'
import { StreamReader } from '../faults/stream-reader.ts'
import type { LaunchedProduct } from '../product/launched-product.ts'
import { openStreams } from '../product/open-streams.ts'
import { open } from './ask-from.ts'
import { urlOf } from './instance-address.ts'
import { textUntil } from './stream-checks.ts'

/** For what must come, however busy the machine is, ms. */
export const PATIENCE_MS = 60_000

/**
 * Between two refreshes all instances show the same. With one just out only the leader may know of it: the worst moment
 * for it to die.
 */
export type Moment = 'between two refreshes' | 'with a refresh just out'

/**
 * Whoever leads and has a stream through the proxy, stopped in the moment asked for: it leads on while the database is
 * asked whether it does, and tells nobody anything more.
 */
export async function stoppedLeader(
  cluster: Cluster,
  url: string,
  moment: Moment,
  streams: StreamReader[],
): Promise<LaunchedProduct> {
  return await cluster.until('a leader to kill', PATIENCE_MS, async () => {
    const leader = await cluster.leader()
    if ((await openStreams(urlOf(leader))) === 0) {
      streams.push(await StreamReader.open(url))
      return null
    }
    await cluster.until('a tick on every stream', PATIENCE_MS, () =>
      streams.every((stream) => sequencesOf(stream).length > 1) ? true : null,
    )
    await (moment === 'between two refreshes' ? cluster.agree() : nextRefresh(leader))
    leader.signal('SIGSTOP')
    const isLeader = await cluster.audit.leaderPid().then(
      (pid) => pid === leader.pid,
      () => false,
    )
    if (isLeader) return leader
    leader.signal('SIGCONT')
    return null
  })
}

/** Resolves in the moment in which an instance tells its own readers of a refresh. */
async function nextRefresh(instance: LaunchedProduct): Promise<void> {
  const stream = await open(urlOf(instance), '/api/stream')
  await textUntil(stream, (all) => all.split('event: snapshot').length > 2)
}

export function sequencesOf({ messages }: StreamReader): number[] {
  return messages.filter(({ event }) => event === 'snapshot').map(({ id }) => Number(id))
}
