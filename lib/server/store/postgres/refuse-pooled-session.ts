import type pg from 'pg'
import { StartError } from '#lib/server/errors'
import { postgresClient } from '#lib/server/store/postgres/postgres-dialect'

const ROUNDS = 3
const POOLED =
  'DATABASE_URL leads through a pooler in transaction mode (such as PgBouncer), where the lock that elects one ' +
  "instance does not hold: use the address of PostgreSQL itself, or the pooler's session mode."

/**
 * A pooler hands each transaction to any of its server connections, so that a lock of the session is soon somebody
 * else's. It shows when a second session begins a transaction: the same server process answers both, or the first is
 * answered by another one than before.
 * @throws StartError
 */
export async function refusePooledSession(client: pg.Client, url: string): Promise<void> {
  // Without a pooler the driver was told the process that answers.
  if ((await backendOf(client)) === toldBackend(client)) return
  const other = postgresClient(url)
  other.on('error', () => {})
  try {
    await other.connect()
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = await backendOf(client)
      await other.query('begin')
      if ((await backendOf(other)) === before) throw new StartError(POOLED)
      const after = await backendOf(client)
      await other.query('rollback')
      if (after !== before) throw new StartError(POOLED)
    }
  } finally {
    await other.end().catch(() => {})
  }
}

async function backendOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  return rows[0]?.pid ?? Number.NaN
}

/** Undocumented, and missing from the types, but what the driver cancels queries by. */
function toldBackend(client: pg.Client): unknown {
  return 'processID' in client ? client.processID : null
}
