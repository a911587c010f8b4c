import pg from 'pg'
import { DamagedBodyError } from '#lib/server/store/batch-body'
import { NewerSchemaError } from '#lib/server/store/migrations/migrate'
import { type FaultKind, StorageFault } from '#lib/server/store/storage-fault'

/** By class (two characters) or whole SQLSTATE; the longer one wins. */
const KINDS: Readonly<Record<string, FaultKind>> = {
  '08': 'unreachable',
  '25006': 'readonly',
  '28': 'unreachable',
  '3D000': 'unreachable',
  '40': 'locked',
  '42501': 'readonly',
  '53': 'unreachable',
  '53100': 'full',
  '55P03': 'locked',
  '57': 'unreachable',
  '57014': 'locked',
  '58': 'failing',
  XX: 'failing',
  XX001: 'damaged',
  XX002: 'damaged',
  '42P01': 'failing',
  '42703': 'failing',
}

/** Of values: no other try will go better. */
const VALUE_CLASSES = ['21', '22', '23']

/** What an error of the driver or the server means for the store; `null` for a value no database takes. */
export function explainPostgresFault(error: unknown): StorageFault | null {
  if (error instanceof StorageFault) return error
  if (error instanceof NewerSchemaError) return new StorageFault('newer', error)
  if (error instanceof DamagedBodyError) return new StorageFault('damaged', error)
  if (error instanceof pg.DatabaseError) return ofServer(error)
  return isOfTheWay(error) ? new StorageFault('unreachable', error) : null
}

function ofServer(error: pg.DatabaseError): StorageFault | null {
  const { code = '' } = error
  if (VALUE_CLASSES.includes(code.slice(0, 2))) return null
  return new StorageFault(KINDS[code] ?? KINDS[code.slice(0, 2)] ?? 'failing', error)
}

/** Without a word of the server it is the way to it that failed; the driver gives most of these no code. */
function isOfTheWay(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof RangeError) return false
  if ('syscall' in error) return true
  return /connection|timeout|terminated|not queryable|pool after calling end/i.test(error.message)
}

const STARTING_OR_ENDING = '57P03'
const REFUSALS = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOENT']

/**
 * Whether the way to a database is refused, as to everybody who tries. Silence says less: it may be this process alone
 * that is cut off.
 */
export function isRefusal(error: unknown): boolean {
  if (error instanceof StorageFault) return error.kind === 'readonly'
  if (error instanceof pg.DatabaseError) return error.code === STARTING_OR_ENDING
  return error instanceof Error && 'code' in error && REFUSALS.includes(String(error.code))
}
