import type { Logger } from '#lib/server/logger'
import type { StoreHealth } from '#lib/server/store/store-health'

/** The last fence before the board: whatever a write ends with is logged and reported, and never stops a refresh. */
export class StorageGuard {
  private readonly logger: Logger
  private readonly health: () => StoreHealth
  private isRefused = false

  constructor(logger: Logger, health: () => StoreHealth) {
    this.logger = logger
    this.health = health
  }

  get report(): StoreHealth {
    const health = this.health()
    if (!this.isRefused || health.state !== 'ok') return health
    return { ...health, state: 'failing', reason: 'The database refused a write; the log says why' }
  }

  async run(write: () => Promise<void>): Promise<void> {
    try {
      await write()
      this.isRefused = false
    } catch (error) {
      this.logger.error({ err: error }, 'The database refused a write; the board goes on from memory')
      this.isRefused = true
    }
  }
}
