/** What a holder of the lease may conclude from when it last heard what; all on the monotonic clock, ms. */
export class LeaseCertainty {
  private readonly leaseMs: number
  /** Until then nobody else can have the right. */
  private sureUntil = Number.NEGATIVE_INFINITY
  /** The same, but that no doubt takes it back. */
  private heldUntil = Number.NEGATIVE_INFINITY
  /** When the database last could not be reached at all. */
  private downAt = Number.NEGATIVE_INFINITY

  constructor(leaseMs: number) {
    this.leaseMs = leaseMs
  }

  /** The right was confirmed by an answer to what was asked at `askedAt`. */
  held(askedAt: number): void {
    this.heldUntil = askedAt + this.leaseMs
    this.sureUntil = this.heldUntil
  }

  doubt(): void {
    this.sureUntil = Number.NEGATIVE_INFINITY
    this.downAt = Number.NEGATIVE_INFINITY
  }

  unreachable(now: number): void {
    this.downAt = now
  }

  /** Whether a holder cannot have been replaced since. */
  isHeldStill(now: number): boolean {
    return now <= this.heldUntil
  }

  isSure(now: number): boolean {
    return now < this.sureUntil
  }

  /** Whether the database was found out of reach just now; a process that stood still must not go by what it found before. */
  isDown(now: number): boolean {
    return now - this.downAt < this.leaseMs
  }
}
