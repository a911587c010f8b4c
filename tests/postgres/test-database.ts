import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { findPostgres } from './find-postgres.ts'
import { PostgresServer } from './postgres-server.ts'

export interface TestDatabase {
  url: string
  remove(): Promise<void>
}

/** Where the run's own server is; set by the run, or by who wants another one. */
const GIVEN = process.env.TEST_DATABASE_URL

const NONE = 'PostgreSQL tests did not run: install PostgreSQL, or set PGBIN or TEST_DATABASE_URL'

/** Whether database tests can run at all. @throws Error where they cannot and `CI=true` wants them to */
export function hasPostgres(): boolean {
  if (GIVEN !== undefined || findPostgres() !== null) return true
  if (process.env.CI === 'true') throw new Error(NONE)
  console.error(NONE)
  return false
}

let own: PostgresServer | null = null

/** An empty database on the given server, or on one that ends with this process. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = GIVEN ?? (await ownServer()).url()
  const name = `strata_${randomUUID().replaceAll('-', '')}`
  await onServer(server, `create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, remove: () => onServer(server, `drop database if exists ${name} with (force)`) }
}

async function ownServer(): Promise<PostgresServer> {
  own ??= await PostgresServer.start(findPostgres() ?? '')
  return own
}

/** Ends the server that `createTestDatabase` may have started. */
export async function endOwnServer(): Promise<void> {
  await own?.remove()
  own = null
}

async function onServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  await client.query(statement)
  await client.end()
}
