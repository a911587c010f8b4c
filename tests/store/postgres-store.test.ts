import { afterAll } from 'vitest'
import { kyselyOnPostgres } from '#lib/server/store/postgres/postgres-dialect'
import { migratePostgres } from '#lib/server/store/postgres/postgres-engine'
import { createSqlStore } from '#lib/server/store/sql-store'
import { createTestDatabase, endOwnServer, HAS_POSTGRES } from '../postgres/test-database.ts'
import { describeMarketStore, type OpenedStore } from './contract.ts'

afterAll(endOwnServer)

async function openPostgresStore(): Promise<OpenedStore> {
  const database = await createTestDatabase()
  await migratePostgres(database.url)
  const opened: OpenedStore = {
    store: createSqlStore(kyselyOnPostgres(database.url)),
    async reopen() {
      await opened.store.close()
      opened.store = createSqlStore(kyselyOnPostgres(database.url))
    },
    async cleanup() {
      await opened.store.close()
      await database.remove()
    },
  }
  return opened
}

if (HAS_POSTGRES) describeMarketStore('PostgreSQL', openPostgresStore)
