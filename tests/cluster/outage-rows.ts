import pg from 'pg'
import type { LaunchedProduct } from '../product/launched-product.ts'
import type { Cluster } from './cluster.ts'
import { type ClusterRow, expectThat } from './row.ts'

/** That wait in memory at most. */
const MOST_WAITING = 60
/** From the second third of an outage to the last, bytes: with a database, too, a new process grows in the first. */
const MOST_GROWTH = 100e6
/** Of connections of one instance: its pool, its session, one that looks for a pooler. */
const MOST_CONNECTIONS = 10
const SLOW_MS = 6000

/** A database that is down or slow: every instance goes on showing what it has and says so. */
export const OUTAGE_ROWS: readonly ClusterRow[] = [
  {
    id: 'I4',
    fault: 'a database that is down',
    async play(cluster, { outage }) {
      const leader = await cluster.leader()
      const { dropped: droppedBefore } = (await cluster.status(leader)).storage
      const early: number[] = []
      const late: number[] = []
      const from = performance.now()
      const downAt = Date.now()
      await withoutDatabase(cluster, async () => {
        await cluster.until('the leader to go on', 30_000 + 2 * outage * cluster.refreshMs, () => {
          const seen = cluster.refreshes.since(from).length
          const third = Math.floor((3 * seen) / outage)
          if (third > 0) (third === 1 ? early : late).push(leader.residentBytes())
          return seen >= outage ? true : null
        })
        for (const instance of cluster.instances) await servesDegraded(cluster, instance)
      })
      const upAt = Date.now()
      const asked = cluster.refreshes.since(from).map(({ at }) => performance.timeOrigin + at)
      const waited = asked.length
      expectThat(early.length > 0 && late.length > 0, 'memory was not looked at')
      const grownBytes = Math.min(...late) - Math.min(...early)
      expectThat(grownBytes < MOST_GROWTH, `${(grownBytes / 1e6).toFixed(0)} MB more memory`)
      await cluster.agree()
      const doubles = cluster.noteDoubleCalls(from)
      expectThat(doubles === 0, `${doubles} double calls`)
      const { dropped: droppedAfter } = (await cluster.status(leader)).storage
      const written = await writtenBetween(cluster, downAt, upAt)
      const lost = droppedAfter - droppedBefore
      const expected = Math.max(0, waited - MOST_WAITING)
      // A batch may be under way while the database goes or comes.
      expectThat(
        Math.abs(lost - expected) <= (expected === 0 ? 0 : 2),
        `${lost} of ${waited} batches given up`,
      )
      expectThat(Math.abs(written.length + lost - waited) <= 1, `${written.length} of ${waited} written`)
      expectThat(mostBetween(written, asked) <= 2, 'what was written is not what came last')
      return `${waited} refreshes without it, ${written.length} batches written after, ${lost} given up`
    },
  },
  {
    id: 'I5',
    fault: 'a database that takes longer than anybody waits',
    async play(cluster) {
      const follower = (await cluster.followers())[0] ?? (await cluster.leader())
      const usual = await readFor(cluster, follower)
      const client = new pg.Client({ connectionString: cluster.server.url() })
      client.on('error', () => {})
      await client.connect()
      let waits: number[] = []
      try {
        // In the order of those who write a batch, which else would wait for us while we wait for them.
        await client.query('begin; lock table latest_batch, batch in access exclusive mode')
        waits = await readFor(cluster, follower)
        await cluster.until('somebody to wait for the database', SLOW_MS, async () =>
          (await count(client, 'pg_locks where not granted')) > 0 ? true : null,
        )
        const connections = await count(client, "pg_stat_activity where application_name = 'strata'")
        const most = cluster.instances.length * MOST_CONNECTIONS
        expectThat(connections <= most, `${connections} connections`)
      } finally {
        await client.query('rollback')
        await client.end()
      }
      await cluster.agree()
      const slowest = Math.max(...waits)
      expectThat(slowest < 1500, `a reader waited ${slowest.toFixed(0)} ms`)
      const [before, during] = [p99(usual), p99(waits)]
      // Single ones stand out on a machine that does other work; a query's patience is 3 s.
      expectThat(
        during < before + 250,
        `p99 of reads went from ${before.toFixed(0)} to ${during.toFixed(0)} ms`,
      )
      return `${waits.length} reads, p99 ${during.toFixed(0)} ms (before: ${before.toFixed(0)} ms)`
    },
  },
]

async function withoutDatabase(cluster: Cluster, act: () => Promise<void>): Promise<void> {
  await cluster.server.stop('SIGQUIT')
  try {
    await act()
  } finally {
    await cluster.server.start()
  }
}

async function count(client: pg.Client, from: string): Promise<number> {
  const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from ${from}`)
  return rows[0]?.n ?? Number.NaN
}

async function servesDegraded(cluster: Cluster, instance: LaunchedProduct): Promise<void> {
  await cluster.text(instance, '/api/snapshot')
  const { storage } = await cluster.until('the fault to be told', 15_000, async () => {
    const status = await cluster.status(instance)
    return status.storage.state === 'failing' ? status : null
  })
  expectThat(
    storage.reason?.startsWith('The database cannot be reached') ?? false,
    `it says ${storage.reason}`,
  )
  const readiness: { ready: boolean; degraded: boolean } = JSON.parse(await cluster.text(instance, '/readyz'))
  expectThat(readiness.ready && readiness.degraded, `readiness ${JSON.stringify(readiness)}`)
}

/** Times of the batches fetched between two moments, ascending. All ms UTC. */
async function writtenBetween(cluster: Cluster, from: number, to: number): Promise<number[]> {
  const rows = await cluster.audit.query(
    'select fetched_at::float8 as at from batch where fetched_at between $1 and $2 order by fetched_at',
    [from, to],
  )
  return rows.map(({ at }) => Number(at))
}

/** The most refreshes that were asked for between two batches that were written, or after the last. All ms UTC. */
function mostBetween(written: readonly number[], asked: readonly number[]): number {
  const counts = written.map((time, index) => {
    const next = written[index + 1] ?? Number.POSITIVE_INFINITY
    return asked.filter((at) => time < at && at < next).length
  })
  return counts.length === 0 ? asked.length : Math.max(...counts)
}

/** How long each of many reads took, ms. */
async function readFor(cluster: Cluster, instance: LaunchedProduct): Promise<number[]> {
  const waits: number[] = []
  for (const end = performance.now() + SLOW_MS / 2; performance.now() < end; ) {
    const askedAt = performance.now()
    await cluster.text(instance, '/api/snapshot')
    waits.push(performance.now() - askedAt)
  }
  return waits
}

function p99(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? Number.NaN
}
