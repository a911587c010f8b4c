import type { Kysely } from 'kysely'
import type { Database } from '#lib/server/store/schema'
import type { Fence } from '#lib/server/store/sql-store'
import type { StorageFault } from '#lib/server/store/storage-fault'

export interface WriteAccess {
  db: Kysely<Database>
  /** Runs first in every transaction that writes: rejects once another process may feed the database. */
  fence: Fence
}

/** A database as a one-off command uses it. */
export interface TransferDatabase {
  /** Which one, for people; never a password. */
  readonly name: string
  /** Reads one consistent moment, beside a running board and without standing in its way. */
  readMoment<T>(read: (db: Kysely<Database>) => Promise<T>): Promise<T>
  /** Writes with the schema brought forward, while no board can feed the database. @throws StartError while one does */
  exclusively<T>(work: (access: WriteAccess) => Promise<T>): Promise<T>
  /** Migrations that the schema still lacks, in order. */
  pending(): Promise<string[]>
  /** The newest migration this build knows for this engine. */
  readonly newest: string
  /** `null` for what is no fault of the storage. */
  explain(error: unknown): StorageFault | null
}
