import type { Clock } from '#lib/server/clock'
import type { MarketSource } from '#lib/server/upstream/market-source'
import { UpstreamError } from '#lib/server/upstream/upstream-error'

/** A refused key is tried again this often: it may have been mended. */
const PROBE_EVERY_MS = 15 * 60_000

export interface KeylessFallbackOptions {
  keyed: MarketSource
  keyless: MarketSource
  clock: Pick<Clock, 'now'>
  /** Credits left of the key's month; `null` without a limit. */
  creditsLeft: () => number | null
}

export interface KeylessFallback extends MarketSource {
  /** One sentence while requests go without the key, else `null`. */
  notice(): string | null
}

/** Goes on without the key while it is refused or its month is spent, and says so. */
export function createKeylessFallback({
  keyed,
  keyless,
  clock,
  creditsLeft,
}: KeylessFallbackOptions): KeylessFallback {
  let refusal: { sentence: string; until: number } | null = null

  async function ask<T>(request: (source: MarketSource) => Promise<T>): Promise<T> {
    if (creditsLeft() === 0 || (refusal !== null && clock.now() < refusal.until)) return request(keyless)
    try {
      const answer = await request(keyed)
      refusal = null
      return answer
    } catch (error) {
      if (!(error instanceof UpstreamError) || error.failure !== 'bad-key') throw error
      refusal = { sentence: error.message, until: clock.now() + PROBE_EVERY_MS }
      return request(keyless)
    }
  }

  return {
    fetchMarkets: (request) => ask((source) => source.fetchMarkets(request)),
    fetchHistory: (request) => ask((source) => source.fetchHistory(request)),
    notice() {
      if (refusal !== null) return `${refusal.sentence}; going on without it`
      return creditsLeft() === 0 ? "The key's credits of this month are used up; going on without it" : null
    },
  }
}
