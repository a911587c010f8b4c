/** Moments of the last while, for limits over a sliding window. Times are of one clock, added in order. */
export class RecentTimes {
  private readonly spanMs: number
  private times: number[] = []

  constructor(spanMs: number) {
    this.spanMs = spanMs
  }

  add(at: number): void {
    this.times.push(at)
  }

  /** Moments in the window that ends at `now`; its far end no longer counts. */
  count(now: number): number {
    const kept = this.times.findIndex((at) => at > now - this.spanMs)
    if (kept !== 0) this.times = kept === -1 ? [] : this.times.slice(kept)
    return this.times.length
  }
}
