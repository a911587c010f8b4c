/** When someone last looked at the board: whoever refreshes may take its time while nobody does. */
export class Audience {
  /** ms UTC; `null` before the first reader. */
  lastSeenAt: number | null = null

  /** Someone reads the board at `now`, ms UTC. */
  seen(now: number): void {
    this.lastSeenAt = now
  }
}
