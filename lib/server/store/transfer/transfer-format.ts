import * as z from 'zod'
import { StartError } from '#lib/server/errors'
import { migrationNames } from '#lib/server/store/migrations/migrate'
import type { TableDigest } from '#lib/server/store/transfer/table-sum'
import type { TransferTable } from '#lib/server/store/transfer/transfer-table'

/*
 * One line each, JSON: the header; per table its name with its columns, then its rows as arrays; a trailer with rows and
 * SHA-256 of each table. No line says when or where the file was written, so that equal histories make equal files.
 */

const FORMAT = 'strata-store'
const VERSION = 1

const Header = z.object({
  format: z.literal(FORMAT),
  version: z.int(),
  source: z.string(),
  migrations: z.array(z.string()),
})

/** Those that every engine has: they shape the tables of a file. */
const KNOWN_MIGRATIONS = migrationNames({ isShared: false })

export function headerLine(): string {
  return JSON.stringify({ format: FORMAT, version: VERSION, source: 'live', migrations: KNOWN_MIGRATIONS })
}

/** @throws StartError for a file that this build must not import */
export function refuseHeader(line: string, file: string): void {
  const { success, data } = Header.safeParse(parsed(line))
  if (!success)
    throw new StartError(`${file} is no file of "npm run store -- export": name one that this command wrote.`)
  const { version, source, migrations } = data
  if (version !== VERSION)
    throw new StartError(
      `${file} has format ${version} and this build reads format ${VERSION}: import it with the version of Strata that wrote it.`,
    )
  if (source !== 'live')
    throw new StartError(
      `${file} holds ${JSON.stringify(source.slice(0, 20))} data, which never mixes with live data: name a file that was exported from a live database.`,
    )
  const unknown = migrations.find((name) => !KNOWN_MIGRATIONS.includes(name))
  if (unknown !== undefined)
    throw new StartError(
      `${file} was written by a newer Strata (its schema has ${unknown}): import it with that version or a later one.`,
    )
}

export function sectionLine({ name, columns }: TransferTable): string {
  return JSON.stringify({ table: name, columns: columns.map(([column]) => column) })
}

export function trailerLine(digests: ReadonlyMap<string, TableDigest>): string {
  return JSON.stringify({ end: Object.fromEntries(digests) })
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
