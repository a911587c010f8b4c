import { Listeners } from '#lib/server/feed/listeners'

/** Nobody looks at the board once this long has passed without a reader. */
export const AUDIENCE_GONE_MS = 15 * 60_000

/** When someone last looked at the board: whoever refreshes may take its time while nobody does. */
export class Audience {
  /** ms UTC; `null` before the first reader. */
  lastSeenAt: number | null = null
  private readonly returns = new Listeners()

  /** Someone reads the board at `now`, ms UTC. An open stream counts as long as it is told here. */
  seen(now: number): void {
    const returned = this.lastSeenAt === null || now - this.lastSeenAt >= AUDIENCE_GONE_MS
    this.lastSeenAt = now
    if (returned) this.returns.notify()
  }

  /** Calls `listener` at the first reader after a silence of 15 minutes or ever; the returned function ends it. */
  onReturn(listener: () => void): () => void {
    return this.returns.add(listener)
  }
}
