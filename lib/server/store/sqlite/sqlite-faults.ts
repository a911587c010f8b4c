import { accessSync, constants } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { DamagedBodyError } from '#lib/server/store/batch-body'
import { NewerSchemaError } from '#lib/server/store/migrations/migrate'
import { type FaultKind, StorageFault } from '#lib/server/store/storage-fault'

/** SQLite's result codes by the longest beginning that matches. */
const SQLITE_KINDS: readonly (readonly [string, FaultKind])[] = [
  ['SQLITE_READONLY_DBMOVED', 'moved'],
  ['SQLITE_IOERR_SHORT_READ', 'damaged'],
  ['SQLITE_BUSY', 'locked'],
  ['SQLITE_LOCKED', 'locked'],
  ['SQLITE_READONLY', 'readonly'],
  ['SQLITE_PERM', 'readonly'],
  ['SQLITE_FULL', 'full'],
  ['SQLITE_CORRUPT', 'damaged'],
  ['SQLITE_NOTADB', 'damaged'],
]
/** The value is at fault, not the database: a constraint, or something no column takes. */
const VALUE_CODES = ['SQLITE_CONSTRAINT', 'SQLITE_MISMATCH', 'SQLITE_TOOBIG', 'SQLITE_RANGE']
const FILE_KINDS: Readonly<Record<string, FaultKind>> = {
  EACCES: 'readonly',
  EPERM: 'readonly',
  EROFS: 'readonly',
  ENOSPC: 'full',
  EDQUOT: 'full',
}

/** What an error of SQLite or of the file system means; `null` where the value to be written was at fault. */
export function explainSqliteFault(error: unknown, folder: string): StorageFault | null {
  if (error instanceof StorageFault) return error
  if (error instanceof NewerSchemaError) return new StorageFault('newer', error)
  if (error instanceof DamagedBodyError) return new StorageFault('damaged', error)
  if (error instanceof Sqlite.SqliteError) return ofSqlite(error, folder)
  if (error instanceof Error && 'syscall' in error && 'code' in error)
    return new StorageFault(FILE_KINDS[String(error.code)] ?? 'failing', error)
  return null
}

function ofSqlite(error: { code: string }, folder: string): StorageFault | null {
  if (VALUE_CODES.some((code) => error.code.startsWith(code))) return null
  // SQLite does not say why it cannot open a file.
  if (error.code.startsWith('SQLITE_CANTOPEN') && !isWritable(folder))
    return new StorageFault('readonly', error)
  const kind = SQLITE_KINDS.find(([code]) => error.code.startsWith(code))?.[1]
  return new StorageFault(kind ?? 'failing', error)
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}
