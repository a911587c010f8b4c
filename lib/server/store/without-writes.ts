import type { MarketStore } from '#lib/server/store/market-store'

/**
 * A store that is only read, so that a one-off command beside a running server changes nothing under it. Upstream
 * calls are still counted: they come out of the same budget.
 */
export function withoutWrites(store: MarketStore): MarketStore {
  return {
    saveBatch: async () => {},
    saveHistory: async () => {},
    saveHistoryGone: async () => {},
    prune: async () => {},
    loadLatestBatches: () => store.loadLatestBatches(),
    loadFirstBatchAt: () => store.loadFirstBatchAt(),
    loadHistory: (kind, since) => store.loadHistory(kind, since),
    loadHistoryFetches: () => store.loadHistoryFetches(),
    recordCall: (call) => store.recordCall(call),
    loadCreditsUsed: (month) => store.loadCreditsUsed(month),
    addCredits: (month, credits) => store.addCredits(month, credits),
    loadCallsSince: (since) => store.loadCallsSince(since),
    loadFeedState: () => store.loadFeedState(),
    saveFeedState: (key, value) => store.saveFeedState(key, value),
    health: () => store.health(),
    close: () => store.close(),
  }
}
