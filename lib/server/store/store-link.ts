import type { Clock } from '#lib/server/clock'
import type { Logger } from '#lib/server/logger'
import { reconnectDelay } from '#lib/server/store/reconnect-delay'
import { StorageFault } from '#lib/server/store/storage-fault'
import type { OpenedStore, StoreEngine } from '#lib/server/store/store-engine'

const RETRY_MS = 60_000
/** A lock goes away sooner than a full disk. */
const FIRST_LOCK_RETRY_MS = 250
const LONGEST_LOCK_RETRY_MS = 10_000
/** A disk that damages every new database must not fill itself with the remains. */
const REPAIRS_PER_HOUR = 3
const HOUR_MS = 3_600_000
const NOTICE_MS = 24 * HOUR_MS

export interface StoreLinkOptions {
  engine: StoreEngine
  clock: Clock
  logger: Logger
  /** Something readers may see changed. */
  onChange: () => void
  /** A check found damage while nobody was using the store. */
  onLaterFault: () => void
}

/** Keeps one database open, decides what follows from a fault, and when to try again. */
export class StoreLink {
  fault: StorageFault | null = null
  /** When a fault allows the next try, on the monotonic clock, ms. */
  retryAt = 0
  private readonly options: StoreLinkOptions
  private opened: OpenedStore | null = null
  private reading: OpenedStore | null = null
  private failures = 0
  private repairs: number[] = []
  private notice: { words: string; until: number } | null = null
  private pending: StorageFault | null = null

  constructor(options: StoreLinkOptions) {
    this.options = options
  }

  /** One sentence for readers, or `null`. */
  get reason(): string | null {
    if (this.fault) return this.fault.message
    return this.notice && this.options.clock.monotonic() < this.notice.until ? this.notice.words : null
  }

  /** The database to write to, opened when that is due; `null` while a fault keeps it shut. */
  async current({ force = false } = {}): Promise<OpenedStore | null> {
    if (this.pending) await this.fail(this.takePending())
    if (this.opened && !this.opened.isInPlace()) await this.fail(new StorageFault('moved'))
    while (force || this.options.clock.monotonic() >= this.retryAt) {
      if (this.opened) return this.opened
      try {
        return await this.open()
      } catch (error) {
        if ((await this.fail(error)) === 'wait') return null
      }
    }
    return null
  }

  /** A database to read from, though writing may be out of the question. */
  async readable(): Promise<OpenedStore | null> {
    if (this.opened ?? this.reading) return this.opened ?? this.reading
    try {
      this.reading = await this.options.engine.openForReading()
    } catch (error) {
      this.options.logger.debug({ err: error }, 'The database cannot be read either')
    }
    return this.reading
  }

  /** Takes in that the database failed; `again` where another try may go better at once. */
  async fail(error: unknown): Promise<'again' | 'wait'> {
    const { engine, clock } = this.options
    const fault = engine.explain(error) ?? new StorageFault('failing', error)
    this.note(fault, error)
    if (fault.kind !== 'locked') await this.release()
    this.failures += 1
    this.retryAt = 0
    if (fault.kind === 'moved' && this.failures === 1) return 'again'
    if (fault.kind === 'damaged' && (await this.repair())) return 'again'
    if (fault.kind === 'full') await engine.makeRoom()
    this.retryAt = clock.monotonic() + this.pause()
    return 'wait'
  }

  /** Takes in that a write succeeded. */
  recovered(): void {
    this.failures = 0
    this.retryAt = 0
    if (!this.fault) return
    this.options.logger.info({ after: this.fault.kind }, 'The database is written to again')
    this.fault = null
    this.options.onChange()
  }

  /** Takes back the last fault, since what was tried is not to be tried again. */
  forget(): void {
    this.failures = 0
    this.retryAt = 0
    if (!this.fault) return
    this.fault = null
    this.options.onChange()
  }

  /** Upkeep of what is open; what was only opened to be read has done its duty after the start. */
  async tend(now: number): Promise<void> {
    const { reading } = this
    this.reading = null
    await reading?.close()
    const { opened } = this
    if (opened) this.noteLater(opened, await opened.tend(now))
  }

  /** Closes what is open; the next use opens it again. */
  async release(): Promise<void> {
    const open = [this.opened, this.reading]
    this.opened = null
    this.reading = null
    for (const one of open) {
      try {
        await one?.close()
      } catch (error) {
        this.options.logger.debug({ err: error }, 'The database did not close cleanly')
      }
    }
  }

  private async open(): Promise<OpenedStore> {
    const opened = await this.options.engine.open()
    await this.reading?.close()
    this.reading = null
    this.opened = opened
    void opened.laterFault.then((fault) => this.noteLater(opened, fault))
    return opened
  }

  private noteLater(opened: OpenedStore, fault: StorageFault | null): void {
    if (!fault || this.opened !== opened) return
    this.pending = fault
    this.options.onLaterFault()
  }

  private takePending(): StorageFault | null {
    const { pending } = this
    this.pending = null
    return pending
  }

  private async repair(): Promise<boolean> {
    const { engine, clock, logger } = this.options
    const now = clock.monotonic()
    this.repairs = this.repairs.filter((at) => at > now - HOUR_MS)
    if (this.repairs.length >= REPAIRS_PER_HOUR) return false
    this.repairs.push(now)
    try {
      const words = await engine.repair(clock.now())
      logger.warn({}, words)
      this.notice = { words, until: now + NOTICE_MS }
      return true
    } catch (error) {
      this.note(engine.explain(error) ?? new StorageFault('damaged', error), error)
      return false
    }
  }

  private pause(): number {
    if (this.fault?.kind === 'unreachable') return reconnectDelay(this.failures, Math.random())
    if (this.fault?.kind !== 'locked') return RETRY_MS
    return Math.min(FIRST_LOCK_RETRY_MS * 2 ** (this.failures - 1), LONGEST_LOCK_RETRY_MS)
  }

  private note(fault: StorageFault, error: unknown): void {
    const isNews = this.fault?.kind !== fault.kind
    this.fault = fault
    if (!isNews) return
    this.options.logger.error({ err: error, fault: fault.kind }, fault.message)
    this.options.onChange()
  }
}
