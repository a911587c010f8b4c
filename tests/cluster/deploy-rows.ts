import { PROJECT_ROOT } from '#lib/server/project-root'
import type { LaunchedProduct } from '../product/launched-product.ts'
import type { Cluster } from './cluster.ts'
import { NextBuild, staticNames } from './next-build.ts'
import { type ClusterRow, expectThat } from './row.ts'

/** Promised of what is shown beside a leader whose boards cannot be read, ms. */
const STALENESS_MS = 10_000
/** Boards in a row that are compared. */
const COMPARED = 3

/** A new build that takes over from the one before, instance by instance. */
export const DEPLOY_ROWS: readonly ClusterRow[] = [
  {
    id: 'I11',
    fault: 'a rolling deploy of another build',
    isLong: true,
    async play(cluster) {
      const next = await NextBuild.make()
      try {
        const files = staticNames(PROJECT_ROOT)
        const changed = files.filter((name) => !staticNames(next.root).includes(name))
        expectThat(
          changed.some((name) => name.endsWith('.js') && name.includes('/chunks/')),
          'no script changed',
        )
        for (const instance of cluster.instances) {
          await cluster.replace(instance, { launch: { root: next.root }, signal: 'SIGTERM' })
          // Old and new ones show the same bytes beside each other.
          await cluster.agree()
          await serves(cluster, cluster.instances.at(-1), files)
        }
        next.publishOtherwise()
        await cluster.beside({ root: next.root }, async (stranger) => {
          await showsTheSame(cluster, stranger, await cluster.leader())
          await strangerLeads(cluster, stranger)
        })
        for (const instance of cluster.instances) await cluster.replace(instance, { signal: 'SIGTERM' })
        await cluster.agree()
        return `${files.length} files of the build before, ${changed.length} of them changed, served by the next`
      } finally {
        await next.remove()
      }
    },
  },
]

async function serves(
  cluster: Cluster,
  instance: LaunchedProduct | undefined,
  files: readonly string[],
): Promise<void> {
  if (instance === undefined) throw new Error('no instance')
  for (const name of files) await cluster.text(instance, name)
}

/** All but one are started anew, and follow the one that is left. */
async function strangerLeads(cluster: Cluster, stranger: LaunchedProduct): Promise<void> {
  const others = cluster.instances
  cluster.instances = []
  await Promise.all(others.map((instance) => instance.stop()))
  await cluster.leaderAmong([stranger])
  cluster.instances = await Promise.all(others.map(() => cluster.launch()))
  for (const follower of cluster.instances) await showsTheSame(cluster, follower, stranger)
}

/** Sees boards of the same batches, though not of the same bytes, soon after each other. */
async function showsTheSame(
  cluster: Cluster,
  follower: LaunchedProduct,
  leader: LaunchedProduct,
): Promise<void> {
  for (let compared = 0; compared < COMPARED; compared += 1) {
    const { sequence } = await cluster.board(leader)
    await cluster.until('a follower of another build to be in step', STALENESS_MS, async () =>
      (await cluster.board(follower)).sequence > sequence ? true : null,
    )
  }
  // It may stay a batch behind for as long as anybody looks: compared is what each showed of one batch.
  const shown = new Map<number, string>()
  const prices = await cluster.until('a batch that both have shown', STALENESS_MS, async () => {
    const [theirs, its] = await Promise.all([cluster.board(leader), cluster.board(follower)])
    shown.set(theirs.sequence, pricesOf(theirs.tokens))
    const same = shown.get(its.sequence)
    return same === undefined ? null : [same, pricesOf(its.tokens)]
  })
  expectThat(prices[0] === prices[1], 'other prices of the same batch')
}

function pricesOf(tokens: readonly { id: string; price: number | null }[]): string {
  return JSON.stringify(tokens.map(({ id, price }) => [id, price]))
}
