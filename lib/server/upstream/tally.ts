/** Counts of named events of one answer, for metrics. */
export type Counts = Readonly<Record<string, number>>

export interface Tally {
  count(reason: string): void
  counts(): Counts
}

/** A tally that has counted nothing yet. */
export function createTally(): Tally {
  const byReason = new Map<string, number>()
  return {
    count(reason) {
      const soFar = byReason.get(reason)
      byReason.set(reason, soFar === undefined ? 1 : soFar + 1)
    },
    counts: () => Object.fromEntries(byReason),
  }
}
