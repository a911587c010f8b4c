import { parseArgs } from 'node:util'
import { readEnv } from '#lib/server/env'
import { StartError } from '#lib/server/errors'
import { reportFatal } from '#lib/server/report-fatal'
import { chooseTransferDatabase } from '#lib/server/store/transfer/choose-transfer-database'
import { describeFault } from '#lib/server/store/transfer/describe-fault'
import { exportFile } from '#lib/server/store/transfer/export-file'
import { importFile } from '#lib/server/store/transfer/import-file'
import { migrateDatabase } from '#lib/server/store/transfer/migrate-database'
import type { TransferDatabase } from '#lib/server/store/transfer/transfer-database'
import { TransferError } from '#lib/server/store/transfer/transfer-error'

export interface StoreIo {
  /** The environment that names the database. */
  env: Readonly<Record<string, string | undefined>>
  out: (line: string) => void
  /** Hears how far it is, and what was wrong. */
  err: (line: string) => void
}

const USAGE = 'npm run store -- export FILE | import FILE | migrate'

type Task = (database: TransferDatabase, tell: StoreIo['err']) => Promise<string>

/**
 * Moves history between the databases that the environment names, or brings the schema of one forward.
 * @returns the exit code: 0, 1 for a transfer that failed or a damaged file, 78 for what its starter can mend
 * @throws what is a fault of the program
 */
export async function runStore(args: readonly string[], { env, out, err }: StoreIo): Promise<number> {
  let database: TransferDatabase | null = null
  try {
    const task = readTask(args)
    if (task === null) {
      out(USAGE)
      return 0
    }
    database = chooseTransferDatabase(readEnv(env))
    out(await task(database, err))
    return 0
  } catch (error) {
    if (error instanceof StartError || error instanceof TransferError) {
      err(`strata: ${error.message}`)
      return error instanceof StartError ? StartError.exitCode : TransferError.exitCode
    }
    const fault = database?.explain(error) ?? null
    if (database === null || fault === null) throw error
    err(`strata: ${describeFault(fault, database.name)}.`)
    return StartError.exitCode
  }
}

/** `null`: only the usage is asked for. */
function readTask(args: readonly string[]): Task | null {
  const { values, positionals } = parsed(args)
  if (values.help) return null
  const [verb, file, ...more] = positionals
  if (verb === 'migrate' && file === undefined) return migrateDatabase
  if ((verb !== 'export' && verb !== 'import') || file === undefined || more.length > 0)
    throw new StartError(`Say what to do, and with which file. Usage: ${USAGE}`)
  const move = verb === 'export' ? exportFile : importFile
  return (database, tell) => move(file, database, tell)
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { help: { type: 'boolean', default: false } },
    })
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('.')[0] : String(error)
    throw new StartError(`${reason}. Usage: ${USAGE}`, { cause: error })
  }
}

if (import.meta.main) {
  process.exitCode = await runStore(process.argv.slice(2), {
    env: process.env,
    out: (line) => void process.stdout.write(`${line}\n`),
    err: (line) => void process.stderr.write(`${line}\n`),
  }).catch(reportFatal)
}
