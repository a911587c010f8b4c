import type { FeedReport } from '#lib/server/feed/board-feed'
import type { Logger } from '#lib/server/logger'

/** Runs writes so that a storage fault is reported and logged, but never stops the board. */
export class StorageGuard {
  report: FeedReport['storage'] = { state: 'ok', reason: null }
  private readonly logger: Logger

  constructor(logger: Logger) {
    this.logger = logger
  }

  async run(write: () => Promise<void>): Promise<void> {
    try {
      await write()
      this.report = { state: 'ok', reason: null }
    } catch (error) {
      this.logger.error({ err: error }, 'The database refused a write; the board goes on from memory')
      this.report = { state: 'failing', reason: error instanceof Error ? error.message : 'unknown' }
    }
  }
}
