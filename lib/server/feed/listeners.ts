/** Who wants to hear that something changed. A listener that throws is the listener's own fault and is let through. */
export class Listeners {
  private readonly all = new Set<() => void>()

  /** The returned function ends it. */
  add(listener: () => void): () => void {
    this.all.add(listener)
    return () => void this.all.delete(listener)
  }

  notify(): void {
    for (const listener of this.all) listener()
  }
}
