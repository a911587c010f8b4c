import { monitorEventLoopDelay } from 'node:perf_hooks'

const NS_PER_MS = 1e6

/** For how long this machine stood still: what no product can make up for, and what no row is about. */
export class LongestStandstill {
  private readonly delay = monitorEventLoopDelay({ resolution: 20 })

  constructor() {
    this.delay.enable()
  }

  /** The longest time since it was last asked, ms. */
  takeMs(): number {
    const longest = this.delay.max / NS_PER_MS
    this.delay.reset()
    return longest
  }
}
