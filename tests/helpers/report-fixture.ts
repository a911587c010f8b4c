import type { FeedReport } from '#lib/server/feed/board-feed'
import { NOTHING_HELD_BACK } from '#lib/server/feed/guard-report'
import { HEALTHY } from '#lib/server/store/store-health'

/** A feed that is well and has no monthly limit. */
export function reportFixture(overrides: Partial<FeedReport> = {}): FeedReport {
  return {
    source: 'live',
    failure: null,
    lastSuccessAt: 0,
    nextRefreshAt: null,
    periodMs: 60_000,
    calls: {
      usedLastMinute: 1,
      perMinute: 4,
      leftThisMinute: 3,
      nextFreeAt: null,
      retriesLastHour: 0,
      retriesPerHour: 2,
      creditsUsed: null,
      creditsLimit: null,
      creditsLeft: null,
      creditsProjected: null,
    },
    breaker: { state: 'closed', openUntil: null, trips: 0 },
    deferred: { historyCalls: 0, reason: null },
    clockSkewMs: null,
    outcomes: [],
    dropped: {},
    alarm: null,
    storage: HEALTHY,
    guard: NOTHING_HELD_BACK,
    ...overrides,
  }
}
