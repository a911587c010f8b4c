import type { Clock } from '#lib/server/clock'
import type { MarketSource } from '#lib/server/upstream/market-source'
import { UpstreamError } from '#lib/server/upstream/upstream-error'

/** A refused key is tried again this often: it may have been mended. */
const PROBE_EVERY_MS = 15 * 60_000

export interface KeylessFallbackOptions {
  keyed: MarketSource
  keyless: MarketSource
  clock: Pick<Clock, 'monotonic'>
  /** Credits left of the key's month; `null` without a limit. */
  creditsLeft: () => number | null
  /** One sentence that the month is spent and when it is over. */
  spentSentence: () => string
}

export interface KeylessFallback extends MarketSource {
  /** One sentence while requests go without the key, else `null`. */
  notice(): string | null
  /** Whether a request made now would go without the key. */
  isKeyless(): boolean
}

/** Goes on without the key while it is refused or its month is spent, and says so. */
export function createKeylessFallback({
  keyed,
  keyless,
  clock,
  creditsLeft,
  spentSentence,
}: KeylessFallbackOptions): KeylessFallback {
  let refusal: { sentence: string; until: number } | null = null
  const isKeyless = () => creditsLeft() === 0 || (refusal !== null && clock.monotonic() < refusal.until)

  async function ask<T>(request: (source: MarketSource) => Promise<T>): Promise<T> {
    if (isKeyless()) return request(keyless)
    // One request tries the key again, those beside it go on without.
    if (refusal !== null) refusal = { ...refusal, until: clock.monotonic() + PROBE_EVERY_MS }
    try {
      const answer = await request(keyed)
      refusal = null
      return answer
    } catch (error) {
      if (!(error instanceof UpstreamError) || error.failure !== 'bad-key') throw error
      refusal = { sentence: error.message, until: clock.monotonic() + PROBE_EVERY_MS }
      return request(keyless)
    }
  }

  return {
    fetchMarkets: (request) => ask((source) => source.fetchMarkets(request)),
    fetchHistory: (request) => ask((source) => source.fetchHistory(request)),
    isKeyless,
    notice() {
      if (refusal !== null) return `${refusal.sentence}; going on without it`
      return creditsLeft() === 0 ? `${spentSentence()}; going on without the key` : null
    },
  }
}
