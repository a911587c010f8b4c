import type { LaunchedProduct } from '../product/launched-product.ts'
import type { Cluster } from './cluster.ts'

const ELECTION_MS = 30_000

/** Waits until an instance has reached a database that takes writes, and knows who feeds it: itself or another. */
export async function takesPart(cluster: Cluster, instance: LaunchedProduct): Promise<void> {
  await cluster.until('an instance that takes part', ELECTION_MS, async () => {
    const { cluster: member, storage } = await cluster.status(instance)
    return storage.state === 'ok' && (member?.role === 'follower' || member?.role === 'leader') ? true : null
  })
}
