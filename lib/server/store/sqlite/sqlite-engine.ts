import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { Logger } from '#lib/server/logger'
import type { IngestLease } from '#lib/server/store/ingest-lease'
import { createSqlStore } from '#lib/server/store/sql-store'
import { makeDataFolder } from '#lib/server/store/sqlite/data-folder'
import { runSqliteJob } from '#lib/server/store/sqlite/run-sqlite-job'
import { setAside } from '#lib/server/store/sqlite/set-aside'
import { SqliteBackups } from '#lib/server/store/sqlite/sqlite-backups'
import {
  bearsOurMark,
  DATABASE_FILE,
  kyselyOn,
  type OpenSqliteOptions,
  openSqliteDatabase,
  refuseUnfitSchema,
  type SqliteDatabase,
} from '#lib/server/store/sqlite/sqlite-database'
import { explainSqliteFault } from '#lib/server/store/sqlite/sqlite-faults'
import { StorageFault } from '#lib/server/store/storage-fault'
import type { OpenedStore, StoreEngine } from '#lib/server/store/store-engine'

/** How long a start waits for the check of the file; a longer one goes on beside the board. */
const CHECK_WAIT_MS = 2000
const CHECKPOINT_EVERY_MS = 3_600_000
const DAMAGED = new StorageFault('damaged', new Error('The check of the file found damage'))

export interface SqliteEngineOptions {
  folder: string
  /** Only its holder migrates, mends and backs up. */
  lease: IngestLease
  logger: Logger
  connect?: OpenSqliteOptions['connect']
}

/** The embedded database `strata.db` of a data folder, with its backups. */
export class SqliteEngine implements StoreEngine {
  private readonly options: SqliteEngineOptions
  private readonly file: string
  private readonly backups: SqliteBackups
  private isChecked = false
  private checkpointAt = 0

  constructor(options: SqliteEngineOptions) {
    const { folder, logger } = options
    this.options = options
    this.file = join(folder, DATABASE_FILE)
    this.backups = new SqliteBackups({ file: this.file, folder, logger })
  }

  async open(): Promise<OpenedStore> {
    const { folder, connect } = this.options
    makeDataFolder(folder)
    try {
      const check = this.check()
      const verdict = await check.inTime
      if (verdict) throw verdict
      const database = await openSqliteDatabase({
        file: this.file,
        mayMigrate: this.isKeeper,
        ...(connect && { connect }),
      })
      return this.opened(database, check.later)
    } catch (error) {
      throw this.withHeader(error)
    }
  }

  /** An image in memory where SQLite cannot even read in place, as in a folder that may not be written to. */
  async openForReading(): Promise<OpenedStore> {
    const connection = this.connectForReading()
    const db = kyselyOn(connection)
    try {
      await refuseUnfitSchema(db)
    } catch (error) {
      connection.close()
      throw error
    }
    const store = createSqlStore(db)
    return {
      store,
      laterFault: Promise.resolve(null),
      isInPlace: () => true,
      tend: async () => null,
      close: () => store.close(),
    }
  }

  explain(error: unknown): StorageFault | null {
    return explainSqliteFault(error, this.options.folder)
  }

  async repair(now: number): Promise<string> {
    // Beside a process that keeps the file, moving it would be the damage.
    if (!this.isKeeper) throw new StorageFault('damaged')
    setAside(this.file, now)
    const day = await this.backups.restore(this.file)
    this.isChecked = true
    const moved = 'The database was damaged and has been put aside'
    return day === null
      ? `${moved}; history is read from CoinGecko again`
      : `${moved}; the backup of ${day} took its place, and what is newer is read from CoinGecko again`
  }

  async makeRoom(): Promise<void> {
    if (this.isKeeper) this.backups.keepNewest(1)
  }

  lastBackupAt(): number | null {
    return this.backups.lastAt
  }

  private get isKeeper(): boolean {
    return this.options.lease.state === 'held'
  }

  /** Checked once a process: after that damage shows where it is read. */
  private check(): { inTime: Promise<StorageFault | null>; later: Promise<StorageFault | null> } {
    const none = Promise.resolve(null)
    const isThere = statSync(this.file, { throwIfNoEntry: false }) !== undefined
    if (this.isChecked || !this.isKeeper || !isThere) return { inTime: none, later: none }
    this.isChecked = true
    const later = runSqliteJob({ task: 'quick_check', file: this.file, target: null }).then(({ verdict }) =>
      verdict === 'damaged' ? DAMAGED : null,
    )
    let stop: () => void = () => {}
    const tooLong = new Promise<null>((resolve) => {
      const timer = setTimeout(() => resolve(null), CHECK_WAIT_MS)
      stop = () => clearTimeout(timer)
    })
    return { inTime: Promise.race([later, tooLong]).finally(() => stop()), later }
  }

  private opened({ db, connection }: SqliteDatabase, laterFault: Promise<StorageFault | null>): OpenedStore {
    const store = createSqlStore(db)
    const { ino, dev } = statSync(this.file)
    return {
      store,
      laterFault,
      isInPlace: () => {
        const now = statSync(this.file, { throwIfNoEntry: false })
        return now?.ino === ino && now.dev === dev
      },
      tend: async (now) => {
        if (!this.isKeeper) return null
        this.checkpoint(connection, now)
        return (await this.backups.make(now)) === 'damaged' ? DAMAGED : null
      },
      close: () => store.close(),
    }
  }

  /** A reader that stays open would let the log grow without end; hourly it begins anew. */
  private checkpoint(connection: Sqlite.Database, now: number): void {
    if (now - this.checkpointAt < CHECKPOINT_EVERY_MS) return
    this.checkpointAt = now
    try {
      connection.pragma('wal_checkpoint(TRUNCATE)')
    } catch (error) {
      this.options.logger.debug({ err: error }, 'The log of the database could not be folded in')
    }
  }

  private connectForReading(): Sqlite.Database {
    const connection = new Sqlite(this.file, { readonly: true, fileMustExist: true, timeout: 50 })
    try {
      connection.pragma('schema_version')
      return connection
    } catch (error) {
      connection.close()
      // An image of what another process is writing could be torn.
      if (this.explain(error)?.kind !== 'readonly') throw error
      return openImage(this.file)
    }
  }

  /** Two faults that SQLite words otherwise: a damaged format number makes a file read-only or foreign to it. */
  private withHeader(error: unknown): unknown {
    const code = error instanceof Sqlite.SqliteError ? error.code : ''
    if (!this.isKeeper || !['SQLITE_READONLY', 'SQLITE_ERROR'].includes(code)) return error
    const header = readHeader(this.file)
    const isOdd = header.length >= 20 && (header.readUInt8(18) > 2 || header.readUInt8(19) > 2)
    if (bearsOurMark(header) && (isOdd || code === 'SQLITE_ERROR')) return new StorageFault('damaged', error)
    return code === 'SQLITE_ERROR' ? new StorageFault('foreign', error) : error
  }
}

/** Only while no connection is open here: closing any descriptor of a file drops this process's locks on it. */
function readHeader(file: string): Buffer {
  const header = Buffer.alloc(100)
  const descriptor = openSync(file, 'r')
  try {
    return header.subarray(0, readSync(descriptor, header))
  } finally {
    closeSync(descriptor)
  }
}

/** The file as a database in memory, where there is no log: what was still in it is missing. */
function openImage(file: string): Sqlite.Database {
  const image = readFileSync(file)
  if (image.length >= 20) image.fill(1, 18, 20)
  const connection = new Sqlite(image, { readonly: true })
  if (connection.pragma('quick_check', { simple: true }) === 'ok') return connection
  connection.close()
  throw DAMAGED
}
