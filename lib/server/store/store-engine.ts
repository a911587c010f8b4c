import type { MarketStore } from '#lib/server/store/market-store'
import type { StorageFault } from '#lib/server/store/storage-fault'

/** A database that is open. */
export interface OpenedStore {
  store: MarketStore
  /** Resolves with a fault that a check still running at the opening found later, else with `null`. */
  laterFault: Promise<StorageFault | null>
  /** Whether what is open still is what the next start would open. */
  isInPlace(): boolean
  /** What is due about once a minute: log upkeep, backups; resolves with a fault that came to light by it. */
  tend(now: number): Promise<StorageFault | null>
  close(): Promise<void>
}

/** How one kind of database is opened, understood and mended; what to do about its faults is decided elsewhere. */
export interface StoreEngine {
  /** For reading and writing, with the newest schema. @throws anything `explain` knows */
  open(): Promise<OpenedStore>
  /** For reading only, where writing is out of the question. @throws anything `explain` knows */
  openForReading(): Promise<OpenedStore>
  /** `null` for what is no fault of the storage but of the value that was to be written. */
  explain(error: unknown): StorageFault | null
  /** Puts a damaged database aside and the best there is in its place; the answer says in words what was done. */
  repair(now: number): Promise<string>
  /** Frees what space it can on a full disk. Never rejects. */
  makeRoom(): Promise<void>
  /** ms UTC, `null` without a backup. */
  lastBackupAt(): number | null
}
