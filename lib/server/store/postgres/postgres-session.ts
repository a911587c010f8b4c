import pg from 'pg'
import { StartError } from '#lib/server/errors'
import { postgresClient } from '#lib/server/store/postgres/postgres-dialect'
import { refusePooledSession } from '#lib/server/store/postgres/refuse-pooled-session'
import { StorageFault } from '#lib/server/store/storage-fault'

/** First with `idle_session_timeout`, which frees the lock of a holder that stands still. */
const OLDEST_VERSION = 140_000
const STATEMENT_MS = 3000
const REFUSED_CLASS = '28'
const NO_SUCH_DATABASE = '3D000'

/** A session on a server that takes writes. The server ends it once nothing was asked for `idleMs`. */
export async function openPostgresSession(url: string, idleMs: number): Promise<pg.Client> {
  const client = postgresClient(url)
  // What breaks it also fails the next query, and that is where it counts.
  client.on('error', () => {})
  try {
    await client.connect().catch(refuseWrongNames)
    await refuseUnfitServer(client)
    await refusePooledSession(client, url)
    await client.query(
      `select set_config('idle_session_timeout', $1, false), set_config('statement_timeout', $2, false),
        set_config('tcp_keepalives_idle', '10', false), set_config('tcp_keepalives_interval', '5', false),
        set_config('tcp_keepalives_count', '3', false)`,
      [`${idleMs}ms`, `${STATEMENT_MS}ms`],
    )
    return client
  } catch (error) {
    await client.end().catch(() => {})
    throw error
  }
}

/** A server that is there and knows nobody of that name will not come to know them by asking again. */
function refuseWrongNames(error: unknown): never {
  const code = error instanceof pg.DatabaseError ? (error.code ?? '') : ''
  if (!code.startsWith(REFUSED_CLASS) && code !== NO_SUCH_DATABASE) throw error
  const sentence =
    'PostgreSQL refuses the user, the password or the database that DATABASE_URL names: check them.'
  throw new StartError(sentence, { cause: error })
}

/** @throws StartError for a server that is too old, StorageFault `readonly` for a replica */
async function refuseUnfitServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: string; readonly: boolean }>(
    `select current_setting('server_version_num') as version,
      pg_is_in_recovery() or current_setting('transaction_read_only')::boolean as readonly`,
  )
  const [row] = rows
  if (row === undefined) throw new StorageFault('failing')
  if (Number(row.version) < OLDEST_VERSION)
    throw new StartError('DATABASE_URL leads to a PostgreSQL older than 14: use PostgreSQL 14 or newer.')
  if (row.readonly) throw new StorageFault('readonly', new Error('The server is a read-only replica'))
}
