import type { ScriptedUpstream, SeenCall } from '../faults/upstream/scripted-upstream.ts'

/** What the upstream saw of refreshes, whoever asked. Moments are those of `performance.now()`, ms. */
export class Refreshes {
  private readonly upstream: ScriptedUpstream
  private readonly periodMs: number

  constructor(upstream: ScriptedUpstream, periodMs: number) {
    this.upstream = upstream
    this.periodMs = periodMs
  }

  since(at: number): SeenCall[] {
    return this.upstream.callsSince(at)
  }

  /**
   * Refreshes too soon after one of another instance for either to know of the other. Those of one instance come closer
   * together than they left it where the machine was late to send the first.
   */
  doublesSince(at: number): number {
    const calls = this.since(at)
    return calls.filter((call, index) => {
      const before = calls[index - 1]
      return (
        before !== undefined && callerOf(before) !== callerOf(call) && call.at - before.at < this.periodMs / 2
      )
    }).length
  }

  /** The longest time without a refresh since a moment, up to now, ms. */
  longestGapSince(at: number): number {
    const times = [at, ...this.since(at).map((call) => call.at), performance.now()]
    return Math.max(...times.slice(1).map((time, index) => time - (times[index] ?? 0)))
  }
}

/** Each instance of a cluster has a key of its own. */
function callerOf({ headers }: SeenCall): unknown {
  return headers['x-cg-pro-api-key']
}
