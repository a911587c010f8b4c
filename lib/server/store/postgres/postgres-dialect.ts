import { CompiledQuery, type DatabaseConnection, Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { Database } from '#lib/server/store/schema'
import type { SqlTraits } from '#lib/server/store/sql-traits'

const INT8_OID = 20
const MOST_CONNECTIONS = 8
const CONNECT_MS = 1000
const STATEMENT_MS = 3000
/** The server gives up first; this is for one that does not answer at all. */
const ANSWER_MS = STATEMENT_MS + 1000
const KEEP_ALIVE_MS = 10_000

/** Byte order, as SQLite has it, whatever the language of the cluster. */
export const POSTGRES_TRAITS: SqlTraits = {
  bytes: 'bytea',
  text: sql`text collate "C"`,
  clustered: null,
  isShared: true,
}

/** How every connection reads values: 64-bit integers as numbers, since ours are times and counters. */
const TYPES: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8_OID ? Number : pg.types.getTypeParser(oid, format === 'binary' ? 'text' : format),
}

const CONNECTION = {
  application_name: 'strata',
  types: TYPES,
  keepAlive: true,
  keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
  connectionTimeoutMillis: CONNECT_MS,
} satisfies pg.ClientConfig

/** A connection of its own, which keeps its session until it is closed. */
export function postgresClient(connectionString: string): pg.Client {
  return new pg.Client({ ...CONNECTION, connectionString, query_timeout: ANSWER_MS })
}

export interface PoolOptions {
  /** Statements that take longer fail. Default 3 s, for a board that waits; `null`: as long as they need. */
  statementMs?: number | null
}

/** Kysely over a few connections. */
export function kyselyOnPostgres(
  connectionString: string,
  { statementMs = STATEMENT_MS }: PoolOptions = {},
): Kysely<Database> {
  const pool = new pg.Pool({
    ...CONNECTION,
    connectionString,
    max: MOST_CONNECTIONS,
    ...(statementMs !== null && { query_timeout: statementMs + 1000 }),
  })
  // One that breaks fails its query too, and that is where it counts; unheard it would end the process.
  pool.on('error', () => {}).on('connect', (client) => client.on('error', () => {}))
  const limits = CompiledQuery.raw(
    `select set_config('statement_timeout', '${statementMs}ms', false),
      set_config('idle_in_transaction_session_timeout', '${statementMs}ms', false)`,
  )
  const dialect = new PostgresDialect({
    pool,
    ...(statementMs !== null && {
      // Not as parameters of the connection, of which PgBouncer knows few.
      onCreateConnection: async (connection: DatabaseConnection) => {
        await connection.executeQuery(limits)
      },
    }),
  })
  return new Kysely<Database>({ dialect })
}
