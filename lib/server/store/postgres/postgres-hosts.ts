import { postgresAddresses } from '#lib/server/store/postgres/postgres-address'
import { isRefusal } from '#lib/server/store/postgres/postgres-faults'

/** The hosts of a database, of which one takes writes; after a failover that is another one. */
export class PostgresHosts {
  private readonly urls: readonly string[]
  private at = 0

  /** @throws TypeError for what is no PostgreSQL URL */
  constructor(url: string) {
    this.urls = postgresAddresses(url)
  }

  /**
   * What `connect` makes of the first host it succeeds with, beginning with the one of the last success. A host that
   * refuses is told of only where all do.
   */
  async first<T>(connect: (url: string) => Promise<T>): Promise<T> {
    const { urls, at: start } = this
    let failure: unknown = null
    for (const step of urls.keys()) {
      const at = (start + step) % urls.length
      try {
        const connected = await connect(urls[at] ?? '')
        this.at = at
        return connected
      } catch (error) {
        if (failure === null || (isRefusal(failure) && !isRefusal(error))) failure = error
      }
    }
    throw failure
  }
}
