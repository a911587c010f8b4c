import pg from 'pg'
import type { Status } from '#lib/core/contract/status'
import { PostgresServer } from '../postgres/postgres-server.ts'
import type { Cluster } from './cluster.ts'
import { type ClusterRow, expectThat } from './row.ts'
import { takesPart } from './takes-part.ts'

/** Promised from a database that is up to instances in step, ms. */
const RECOVERY_MS = 10_000
const OUTAGE_REFRESHES = 3

/** Connections that break, and servers that are not the one to write to. */
export const FAILOVER_ROWS: readonly ClusterRow[] = [
  {
    id: 'I6',
    fault: 'connections that are all cut, and a server that crashes and is back',
    async play(cluster) {
      const from = performance.now()
      await cutAll(cluster)
      const afterCut = await recovered(cluster)
      await cluster.server.stop('SIGQUIT')
      await cluster.server.start()
      const afterCrash = await recovered(cluster)
      const doubles = cluster.noteDoubleCalls(from)
      expectThat(doubles === 0, `${doubles} double calls`)
      return `in step again ${seconds(afterCut)} after the cut and ${seconds(afterCrash)} after the crash`
    },
  },
  {
    id: 'I6',
    fault: 'a primary that dies, and a replica that takes its place',
    isLong: true,
    async play(cluster) {
      const primary = cluster.server
      const replica = await PostgresServer.replicaOf(primary)
      cluster.databaseUrl = bothHosts(primary, replica)
      await cluster.restart()
      await cluster.agree()
      const from = performance.now()
      await primary.stop('SIGQUIT')
      await cluster.until('the leader to go on', 30_000, () =>
        cluster.refreshes.since(from).length >= OUTAGE_REFRESHES ? true : null,
      )
      cluster.server = replica
      await primary.remove()
      await cluster.audit.query('select pg_promote()')
      const took = await recovered(cluster)
      const doubles = cluster.noteDoubleCalls(from)
      expectThat(doubles === 0, `${doubles} double calls`)
      cluster.databaseUrl = replica.url()
      await cluster.restart()
      await cluster.agree()
      return `in step again ${seconds(took)} after the promotion`
    },
  },
  {
    id: 'I7',
    fault: 'a database that has become read-only',
    async play(cluster) {
      const from = performance.now()
      const processes = cluster.instances.map(({ pid }) => pid)
      await setReadOnly(cluster, true)
      try {
        await cluster.until('every instance to notice', 20_000, async () => {
          const states = await Promise.all(cluster.instances.map((one) => cluster.status(one)))
          // By a lost connection alone the role is unknown, too, if only for a moment: who writes must say why it cannot.
          return states.every(hasNoticed) && states.some(isReadOnly) ? true : null
        })
        for (const instance of cluster.instances) await cluster.text(instance, '/api/snapshot')
      } finally {
        await setReadOnly(cluster, false)
      }
      const alive = cluster.instances.filter(({ isAlive }) => isAlive)
      expectThat(alive.length === processes.length, `${processes.length - alive.length} instances ended`)
      await cluster.agree()
      const doubles = cluster.noteDoubleCalls(from)
      expectThat(doubles === 0, `${doubles} double calls`)
      return `noticed by all ${alive.length}, survived and left behind`
    },
  },
  {
    id: 'I7',
    fault: 'a replica that stands first among the hosts',
    async play(cluster) {
      const replica = await PostgresServer.replicaOf(cluster.server)
      try {
        const env = { DATABASE_URL: bothHosts(replica, cluster.server) }
        return await cluster.beside({ env }, async (instance) => {
          await takesPart(cluster, instance)
          cluster.instances.push(instance)
          await cluster.agree()
          return 'passed over for the primary'
        })
      } finally {
        cluster.instances = cluster.instances.filter(({ isAlive }) => isAlive)
        await replica.remove()
      }
    },
  },
]

function bothHosts(first: PostgresServer, second: PostgresServer): string {
  return first.url().replace(`:${first.port}/`, `:${first.port},127.0.0.1:${second.port}/`)
}

/** A follower, which only reads, still can; it does not know any more who is to write. */
function hasNoticed(status: Status): boolean {
  return isReadOnly(status) || status.cluster?.role === 'unknown'
}

function isReadOnly({ storage }: Status): boolean {
  return storage.state === 'readonly'
}

/** Until all are in step again, ms. */
async function recovered(cluster: Cluster): Promise<number> {
  const from = performance.now()
  await cluster.agree()
  const took = performance.now() - from
  expectThat(took <= RECOVERY_MS, `in step only after ${seconds(took)}`)
  return took
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}

async function cutAll(cluster: Cluster): Promise<void> {
  await cluster.audit.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'strata'",
  )
}

/** New sessions only are read-only, as after a failover to a replica. */
async function setReadOnly(cluster: Cluster, isReadOnly: boolean): Promise<void> {
  const client = new pg.Client({
    connectionString: cluster.server.url(),
    options: '-c default_transaction_read_only=off',
  })
  await client.connect()
  await client.query(`alter database postgres set default_transaction_read_only = ${isReadOnly}`)
  await client.end()
  await cutAll(cluster)
}
