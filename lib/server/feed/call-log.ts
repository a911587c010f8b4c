import type { CallKind } from '#lib/server/feed/call-budget'
import type { UpstreamFailure } from '#lib/server/upstream/upstream-error'

/** What a call asked for. */
export type CallEndpoint = 'markets' | 'history'

/** One HTTP attempt that ended, retries singly. */
export interface EndedCall {
  endpoint: CallEndpoint
  outcome: 'ok' | UpstreamFailure
  durationMs: number
}

export interface OutcomeCount extends Omit<EndedCall, 'durationMs'> {
  count: number
}

export const ENDPOINT_OF_KIND: Readonly<Record<CallKind, CallEndpoint>> = {
  refresh: 'markets',
  background: 'history',
}

/** Counts how calls ended since the process began. */
export class CallLog {
  private readonly counts = new Map<string, OutcomeCount>()

  add({ endpoint, outcome }: EndedCall): void {
    const key = `${endpoint} ${outcome}`
    const counted = this.counts.get(key)
    this.counts.set(key, { endpoint, outcome, count: counted ? counted.count + 1 : 1 })
  }

  outcomes(): OutcomeCount[] {
    return [...this.counts.values()]
  }
}
