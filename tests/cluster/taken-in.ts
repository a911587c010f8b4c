import type { Cluster } from './cluster.ts'

/**
 * Waits until all have read the last batch and do not only show its board: an outage in the moment between has followers
 * show the batch before once the lease is over.
 */
export async function takenIn(cluster: Cluster): Promise<void> {
  await cluster.until('a refresh to be taken in', 10_000, async () => {
    // Of another view than the published one, hence made of what an instance has read itself.
    const own = await Promise.all(
      cluster.instances.map((one) => cluster.text(one, '/api/snapshot?weighting=equal')),
    )
    const shown = await Promise.all(cluster.instances.map((one) => cluster.board(one)))
    const sequences = own.map((text): number => JSON.parse(text).sequence)
    return new Set([...sequences, ...shown.map(({ sequence }) => sequence)]).size === 1 ? true : null
  })
}
