import { MarketFeed } from '#lib/server/feed/market-feed'
import type { MarketFeedOptions } from '#lib/server/feed/market-feed-options'
import { type LiveSource, type LiveSourceOptions, openLiveSource } from '#lib/server/live-source'

export interface FeedMakerOptions
  extends LiveSourceOptions,
    Pick<MarketFeedOptions, 'audience' | 'recorded' | 'stackFile' | 'unitChanges'> {}

/**
 * Makes feeds that share one gate, so that what one of them has under way counts for the next. At a takeover the gate
 * is opened anew from the store, where the calls, credits and silences of the process before are kept.
 */
export function feedMaker(options: FeedMakerOptions): (isTakeover: boolean) => Promise<MarketFeed> {
  let live: LiveSource | null = null
  return async (isTakeover) => {
    if (live === null || isTakeover) live = await openLiveSource(options)
    return makeFeed(options, live)
  }
}

function makeFeed(options: FeedMakerOptions, { source, notice, gate, log }: LiveSource): MarketFeed {
  const { env, clock, logger, store, audience, recorded, stackFile, unitChanges } = options
  const { currencies, refreshMs, retentionDays, keylessFallback } = env
  return new MarketFeed({
    currencies,
    refreshMs,
    retentionDays,
    keylessFallback,
    source,
    notice,
    store,
    recorded,
    stackFile,
    audience,
    unitChanges,
    gate,
    outcomes: () => log.outcomes(),
    clockSkewMs: () => clock.skewMs(),
    clock,
    logger,
  })
}
