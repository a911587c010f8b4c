/** How well the store keeps what it is given. All of it may be shown to readers: no path, no text of the engine. */
export interface StoreHealth {
  /**
   * `ok`: every write is kept. `locked`, `readonly`, `failing`: writes wait in memory, the board goes on. `none`:
   * nothing is stored at all.
   */
  state: 'ok' | 'failing' | 'readonly' | 'locked' | 'none'
  /** What is wrong or what was mended, one sentence; `null` when there is nothing to tell. */
  reason: string | null
  /** Writes that wait in memory. */
  queued: number
  /** Batches this process gave up: beyond 60 that wait (points of history stay), or with a value no database takes or once
   * another instance took over (they do not). */
  dropped: number
  /** When the newest backup was made, ms UTC; `null` without one. */
  lastBackupAt: number | null
}

/** A store with nothing to tell. */
export const HEALTHY: StoreHealth = { state: 'ok', reason: null, queued: 0, dropped: 0, lastBackupAt: null }
