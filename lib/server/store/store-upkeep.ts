import type { Clock } from '#lib/server/clock'
import type { Logger } from '#lib/server/logger'

const EVERY_MS = 60_000

/** What a store needs about once a minute, never twice at once. */
export class StoreUpkeep {
  private readonly tend: () => Promise<void>
  private readonly clock: Clock
  private readonly logger: Logger
  private isTending = false
  private cancel: () => void = () => {}

  constructor(tend: () => Promise<void>, { clock, logger }: { clock: Clock; logger: Logger }) {
    this.tend = tend
    this.clock = clock
    this.logger = logger
  }

  plan(): void {
    this.cancel = this.clock.schedule(EVERY_MS, () => {
      this.plan()
      void this.run()
    })
  }

  end(): void {
    this.cancel()
  }

  private async run(): Promise<void> {
    if (this.isTending) return
    this.isTending = true
    try {
      await this.tend()
    } catch (error) {
      this.logger.warn({ err: error }, 'The upkeep of the database failed')
    }
    this.isTending = false
  }
}
