import { statSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { IngestLease, LeaseState } from '#lib/server/store/ingest-lease'
import { makeDataFolder } from '#lib/server/store/sqlite/data-folder'

const FILE_NAME = 'strata.lock'

/**
 * One process per data folder: an open transaction on a small file of its own. The operating system ends it with the
 * process, however that ends, so nothing is ever left to clean up.
 */
export class SqliteLease implements IngestLease {
  state: LeaseState = 'unavailable'
  private readonly folder: string
  private held: { connection: Sqlite.Database; inode: number } | null = null

  constructor(folder: string) {
    this.folder = folder
  }

  take(): LeaseState {
    if (this.held && this.inode() === this.held.inode) return this.state
    this.release()
    this.state = this.tryTake() ?? this.withoutGarbage()
    return this.state
  }

  release(): void {
    this.held?.connection.close()
    this.held = null
    this.state = 'unavailable'
  }

  /** `null` where the file is no lock at all. */
  private tryTake(): LeaseState | null {
    let connection: Sqlite.Database | null = null
    try {
      makeDataFolder(this.folder)
      connection = new Sqlite(join(this.folder, FILE_NAME), { timeout: 0 })
      connection.exec('begin exclusive')
      this.held = { connection, inode: this.inode() }
      return 'held'
    } catch (error) {
      connection?.close()
      const code = error instanceof Sqlite.SqliteError ? error.code : ''
      if (code.startsWith('SQLITE_BUSY')) return 'elsewhere'
      return code === 'SQLITE_NOTADB' ? null : 'unavailable'
    }
  }

  private withoutGarbage(): LeaseState {
    try {
      unlinkSync(join(this.folder, FILE_NAME))
    } catch {
      return 'unavailable'
    }
    return this.tryTake() ?? 'unavailable'
  }

  private inode(): number {
    return statSync(join(this.folder, FILE_NAME), { throwIfNoEntry: false })?.ino ?? Number.NaN
  }
}
