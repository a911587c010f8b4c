import { systemClock } from '#lib/server/clock'
import { type CoinGeckoOptions, createCoinGeckoSource } from '#lib/server/upstream/client'
import type { Attempt } from '#lib/server/upstream/json-client'
import type { MarketSource } from '#lib/server/upstream/market-source'
import { UpstreamError } from '#lib/server/upstream/upstream-error'
import { FETCHED_AT } from './markets-row.ts'

export interface LiveSource {
  source: MarketSource
  attempts: Attempt[]
  /** Delays asked for between attempts; none is really waited for. */
  delays: number[]
  drifts: Readonly<Record<string, number>>[]
}

/** A source against a stub: wall clock fixed, deadlines real, pauses between attempts only noted. */
export function liveSource(baseUrl: string, options: Partial<CoinGeckoOptions> = {}): LiveSource {
  const attempts: Attempt[] = []
  const delays: number[] = []
  const drifts: Readonly<Record<string, number>>[] = []
  const source = createCoinGeckoSource({
    baseUrl,
    plan: 'keyless',
    apiKey: null,
    allowPrivateAddress: true,
    clock: { now: () => FETCHED_AT, monotonic: () => 0, schedule: systemClock.schedule },
    random: () => 0.5,
    sleep: (ms) => {
      delays.push(ms)
      return Promise.resolve()
    },
    onAttempt: (attempt) => attempts.push(attempt),
    onDrift: (drift) => drifts.push(drift),
    ...options,
  })
  return { source, attempts, delays, drifts }
}

/** The `UpstreamError` a call ends with; anything else fails the test. */
export async function failureOf(call: Promise<unknown>): Promise<UpstreamError> {
  const outcome = await call.then(
    () => null,
    (error: unknown) => error,
  )
  if (outcome instanceof UpstreamError) return outcome
  throw new Error('expected an UpstreamError', { cause: outcome })
}
