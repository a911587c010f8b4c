import { statSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { IngestLease, LeaseState } from '#lib/server/store/ingest-lease'
import { makeDataFolder } from '#lib/server/store/sqlite/data-folder'

const FILE_NAME = 'strata.lock'
const LOOK_MS = 5000
const ELSEWHERE =
  'Another Strata process on this data folder refreshes the board; this one shows what it stores and takes over when it ends'

/**
 * One process per data folder: an open transaction on a small file of its own. The operating system ends it with the
 * process, however that ends, so nothing is ever left to clean up.
 */
export class SqliteLease implements IngestLease {
  state: LeaseState = 'unavailable'
  term = 0
  readonly standbyNotice = ELSEWHERE
  readonly lookInMs = LOOK_MS
  private readonly folder: string
  private held: { connection: Sqlite.Database; inode: number } | null = null

  constructor(folder: string) {
    this.folder = folder
  }

  /** Where no lock can be had at all, a process is better alone with its board than without one. */
  get mayIngest(): boolean {
    return this.state !== 'elsewhere'
  }

  /** The system keeps the lock as long as the process lives. */
  isSure(): boolean {
    return true
  }

  /** Nothing can be written here by one that has lost the lock. */
  acknowledge(): void {}

  async take(): Promise<LeaseState> {
    if (this.held && this.inode() === this.held.inode) return this.state
    this.letGo()
    this.state = this.tryTake() ?? this.withoutGarbage()
    if (this.state === 'held') this.term += 1
    return this.state
  }

  async release(): Promise<void> {
    this.letGo()
  }

  private letGo(): void {
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
