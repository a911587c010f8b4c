import { resolve } from 'node:path'
import type { Env } from '#lib/server/env'
import { postgresTransfer } from '#lib/server/store/transfer/postgres-transfer'
import { sqliteTransfer } from '#lib/server/store/transfer/sqlite-transfer'
import type { TransferDatabase } from '#lib/server/store/transfer/transfer-database'

/** The database that the environment names. */
export function chooseTransferDatabase({
  databaseUrl,
  dataDir,
}: Pick<Env, 'databaseUrl' | 'dataDir'>): TransferDatabase {
  return databaseUrl === null ? sqliteTransfer(resolve(dataDir)) : postgresTransfer(databaseUrl)
}
