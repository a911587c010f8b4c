import type { Kysely } from 'kysely'
import type { Database } from '#lib/server/store/schema'
import { describeFault } from '#lib/server/store/transfer/describe-fault'
import { putRows } from '#lib/server/store/transfer/put-rows'
import { countRows, storedDigest } from '#lib/server/store/transfer/read-pages'
import { refuseOtherHistory } from '#lib/server/store/transfer/refuse-other-history'
import type { TableDigest } from '#lib/server/store/transfer/table-sum'
import type { TransferDatabase, WriteAccess } from '#lib/server/store/transfer/transfer-database'
import { TransferError } from '#lib/server/store/transfer/transfer-error'
import { TransferReader } from '#lib/server/store/transfer/transfer-reader'
import { TRANSFER_TABLES } from '#lib/server/store/transfer/transfer-table'

type Digests = ReadonlyMap<string, TableDigest>

/**
 * Adds the history of a transfer file to a database. The file is read to its end first and its batches are compared with
 * those stored, so that nothing of a damaged file or of another history is ever written; then each page is one
 * transaction, and the same import run again goes on where it was cut off. `tell` hears how far it is.
 * @returns what the database holds now, in one sentence
 * @throws StartError for what must not be imported, TransferError for a damaged file or an import that was cut off
 */
export async function importFile(
  file: string,
  database: TransferDatabase,
  tell: (line: string) => void,
): Promise<string> {
  const digests = await verified(file)
  tell(`${file} is whole: ${total(digests)} rows`)
  return await database.exclusively(async (access) => {
    await refuseOtherHistory(access.db, new TransferReader(file), file)
    const before = await countedRows(access.db)
    try {
      await writeRows({ file, access, digests, before, tell })
    } catch (error) {
      throw cutOff(error, file, database)
    }
    return await readBack(access.db, { digests, before, name: database.name })
  })
}

async function verified(file: string): Promise<Digests> {
  try {
    return await new TransferReader(file).verify()
  } catch (cause) {
    if (!(cause instanceof TransferError)) throw cause
    throw new TransferError(`${cause.message}: nothing of it was imported; export it again.`, { cause })
  }
}

interface Writing {
  file: string
  access: WriteAccess
  digests: Digests
  before: ReadonlyMap<string, number>
  tell: (line: string) => void
}

async function writeRows({ file, access, digests, before, tell }: Writing): Promise<void> {
  const { db, fence } = access
  let current = ''
  let written = 0
  const close = () => {
    if (current !== '') tell(`${current}: done, ${written} rows added or replaced`)
  }
  const reader = new TransferReader(file)
  for await (const { table, rows } of reader.pages()) {
    if (table.name !== current) {
      close()
      current = table.name
      written = 0
      tell(`${current}: ${digests.get(current)?.rows} rows, ${before.get(current)} stored before`)
    }
    written += await db.transaction().execute(async (trx) => {
      await fence(trx)
      return await putRows(trx, table, rows)
    })
  }
  close()
}

function cutOff(error: unknown, file: string, database: TransferDatabase): unknown {
  const fault = database.explain(error)
  const again = 'what was written are whole transactions, and the same command run again goes on from there.'
  if (fault) return new TransferError(`${describeFault(fault, database.name)}; ${again}`, { cause: error })
  if (error instanceof TransferError)
    return new TransferError(`${error.message}: it changed while it was imported; ${again}`, { cause: error })
  return error instanceof Error && 'code' in error
    ? new TransferError(
        `${file} holds a row that the database refuses (${error.message}): no export wrote it.`,
        { cause: error },
      )
    : error
}

interface Expected {
  digests: Digests
  before: ReadonlyMap<string, number>
  name: string
}

/** @throws TransferError where a table that was empty now holds anything but the rows of the file */
async function readBack(db: Kysely<Database>, { digests, before, name }: Expected): Promise<string> {
  const merged: string[] = []
  for (const table of TRANSFER_TABLES) {
    const [found, wanted] = [await storedDigest(db, table), digests.get(table.name)]
    if (found.sha256 === wanted?.sha256) continue
    if (before.get(table.name) === 0)
      throw new TransferError(
        `${name} does not give back the rows of ${table.name} that were written: do not use it, and import into an empty one.`,
      )
    merged.push(`${table.name} ${before.get(table.name)} before and ${found.rows} now`)
  }
  const sentence = `${total(digests)} rows are in ${name}`
  return merged.length === 0
    ? `${sentence}, and it gives back exactly those of the file.`
    : `${sentence}, which had rows of its own: ${merged.join(', ')}.`
}

async function countedRows(db: Kysely<Database>): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  for (const { name } of TRANSFER_TABLES) counts.set(name, await countRows(db, name))
  return counts
}

function total(digests: Digests): number {
  return [...digests.values()].reduce((sum, { rows }) => sum + rows, 0)
}
