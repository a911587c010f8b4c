/** What a holder of the lease may conclude from when it last heard what; all on the monotonic clock, ms. */
export class LeaseCertainty {
  private readonly leaseMs: number
  /** Until then nobody else can have the right. */
  private sureUntil = Number.NEGATIVE_INFINITY
  /** The same, but that no doubt takes it back. */
  private heldUntil = Number.NEGATIVE_INFINITY
  /** When the way to the database was last refused. */
  private downAt = Number.NEGATIVE_INFINITY
  /** Since when nothing at all is heard of the database. */
  private silentSince = Number.POSITIVE_INFINITY

  constructor(leaseMs: number) {
    this.leaseMs = leaseMs
  }

  /** The right was confirmed by an answer to what was asked at `askedAt`. */
  held(askedAt: number): void {
    this.heldUntil = askedAt + this.leaseMs
    this.sureUntil = this.heldUntil
    this.silentSince = Number.POSITIVE_INFINITY
  }

  doubt(): void {
    this.sureUntil = Number.NEGATIVE_INFINITY
    this.downAt = Number.NEGATIVE_INFINITY
  }

  refused(now: number): void {
    this.downAt = now
    this.silentSince = Number.POSITIVE_INFINITY
  }

  silent(now: number): void {
    this.silentSince = Math.min(this.silentSince, now)
  }

  /** Whether nothing was heard for so long that others, who may hear, can have elected another. */
  isCutOff(now: number): boolean {
    return now - this.silentSince >= this.leaseMs
  }

  /** Whether a holder cannot have been replaced since. */
  isHeldStill(now: number): boolean {
    return now <= this.heldUntil
  }

  isSure(now: number): boolean {
    return now < this.sureUntil
  }

  /** Whether the database was found down for everybody just now; a process that stood still must not go by what it found before. */
  isDown(now: number): boolean {
    return now - this.downAt < this.leaseMs
  }
}
