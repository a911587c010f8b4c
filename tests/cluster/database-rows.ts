import pg from 'pg'
import type { LaunchedProduct } from '../product/launched-product.ts'
import type { Cluster } from './cluster.ts'
import { type ClusterRow, expectThat } from './row.ts'
import { Wire } from './wire.ts'

const OUTAGE_REFRESHES = 5

/** A database that is down, slow, cut off or read-only: every instance goes on showing what it has and says so. */
export const DATABASE_ROWS: readonly ClusterRow[] = [
  {
    id: 'I4',
    fault: 'a database that is down',
    async play(cluster) {
      const [before] = await cluster.query('select max(sequence)::int as n from batch')
      const from = performance.now()
      await cluster.server.stop('SIGQUIT')
      await cluster.until('the leader to go on', 30_000, () =>
        cluster.refreshesSince(from).length >= OUTAGE_REFRESHES ? true : null,
      )
      for (const instance of cluster.instances) await servesDegraded(cluster, instance)
      const doubles = cluster.doubleCallsSince(from)
      expectThat(doubles === 0, `${doubles} double calls while nobody can be elected`)
      await cluster.server.start()
      await cluster.agree(30_000)
      const [after] = await cluster.query('select count(*)::int as n from batch where sequence > $1', [
        before?.n,
      ])
      expectThat(
        Number(after?.n) >= OUTAGE_REFRESHES,
        `only ${after?.n} of the batches that waited were written`,
      )
      expectThat((await cluster.staleWrites()) === 0, 'batches of an old term')
      return `${OUTAGE_REFRESHES} refreshes without it, ${after?.n} batches written after`
    },
  },
  {
    id: 'I5',
    fault: 'a database that takes longer than anybody waits',
    async play(cluster) {
      const client = new pg.Client({ connectionString: cluster.server.url() })
      await client.connect()
      const follower = (await cluster.followers())[0] ?? (await cluster.leader())
      const waits: number[] = []
      try {
        await client.query('begin; lock table batch, latest_batch in access exclusive mode')
        const end = performance.now() + 6000
        while (performance.now() < end) {
          const askedAt = performance.now()
          await cluster.text(follower, '/api/snapshot')
          waits.push(performance.now() - askedAt)
        }
      } finally {
        await client.query('rollback')
        await client.end()
      }
      await cluster.agree(30_000)
      const slowest = Math.max(...waits)
      expectThat(slowest < 1500, `a reader waited ${slowest.toFixed(0)} ms`)
      return `${waits.length} reads in 6 s of it, slowest ${slowest.toFixed(0)} ms`
    },
  },
  {
    id: 'I6',
    fault: 'connections that are all cut',
    async play(cluster) {
      const from = performance.now()
      await cluster.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'strata'",
      )
      const cutAt = performance.now()
      await cluster.agree(15_000)
      const seconds = (performance.now() - cutAt) / 1000
      expectThat(cluster.doubleCallsSince(from) <= 1, 'double calls')
      return `in step again after ${seconds.toFixed(1)} s`
    },
  },
  {
    id: 'I7',
    fault: 'a database that has become read-only',
    async play(cluster) {
      await setReadOnly(cluster, true)
      await cluster.until('an instance to say so', 20_000, async () => {
        const states = await Promise.all(cluster.instances.map((one) => cluster.status(one)))
        return states.some(({ storage }) => storage.state !== 'ok') ? true : null
      })
      for (const instance of cluster.instances) await cluster.text(instance, '/api/snapshot')
      await setReadOnly(cluster, false)
      await cluster.agree(90_000)
      return 'said, survived and left behind'
    },
  },
  {
    id: 'I10',
    fault: 'a way to the database that falls silent under the leader',
    async play(cluster) {
      const wire = await Wire.to(cluster.server.port)
      const direct = cluster.instances
      cluster.databaseUrl = wire.url(cluster.server.url())
      const cutOff = await cluster.launch()
      try {
        // Whoever else leads makes room, until it is the one behind the wire.
        cluster.instances = [...direct, cutOff]
        await cluster.until('the lead', 400_000, async () => {
          const leader = await cluster.leader()
          if (leader === cutOff) return true
          leader.signal('SIGSTOP')
          await cluster.until('another leader', cluster.leaseMs + 25_000, async () => {
            const others = cluster.instances.filter((one) => one !== leader)
            const roles = await Promise.all(others.map((one) => cluster.role(one)))
            return roles.includes('leader') ? true : null
          })
          leader.signal('SIGCONT')
          return null
        })
        const silentAt = performance.now()
        wire.fallSilent()
        await cluster.until('it to be noticed', 30_000, async () =>
          (await cluster.status(cutOff)).storage.state === 'ok' ? null : true,
        )
        const noticed = performance.now() - silentAt
        await cluster.until('another leader', cluster.leaseMs + 25_000, async () => {
          const roles = await Promise.all(direct.map((one) => cluster.role(one)))
          return roles.includes('leader') ? true : null
        })
        wire.speak()
        await cluster.agree(60_000)
        expectThat((await cluster.staleWrites()) === 0, 'batches of an old term')
        return `noticed after ${(noticed / 1000).toFixed(1)} s`
      } finally {
        cluster.instances = direct
        cluster.databaseUrl = cluster.server.url()
        await cutOff.end('SIGKILL')
        await cutOff.stop()
        await wire.close()
        await cluster.agree(60_000)
      }
    },
  },
]

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

/** New sessions only are read-only, as after a failover to a replica. */
async function setReadOnly(cluster: Cluster, isReadOnly: boolean): Promise<void> {
  const client = new pg.Client({
    connectionString: cluster.server.url(),
    options: '-c default_transaction_read_only=off',
  })
  await client.connect()
  await client.query(`alter database postgres set default_transaction_read_only = ${isReadOnly}`)
  await client.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'strata'",
  )
  await client.end()
}
