import type { UnknownReason } from '#lib/core/contract/vocabulary'
import { formatCount } from '#lib/core/format/format-count'

/** What a figure has and needs. */
export interface HistoryNeed {
  /** Returns known inside the window. */
  n: number
  needed: number | null
  /** Further days of history until they are enough; `null` where days do not help. */
  daysToEnough: number | null
  reason: UnknownReason | null
}

/** How much history there is and when it will do: '63 of 72 returns, enough after 9 more days'. */
export function historyWords({ n, needed, daysToEnough, reason }: HistoryNeed): string {
  if (reason === 'too-few-constituents') return 'too few of its tokens have enough history'
  if (reason === 'no-hourly-prices') return 'no hourly prices'
  if (needed === null) return 'it needs candles, which are not fetched'
  const have = `${formatCount(n).text} of ${formatCount(needed).text} returns`
  if (daysToEnough === null || daysToEnough === 0) return have
  return `${have}, enough after ${daysToEnough} more ${daysToEnough === 1 ? 'day' : 'days'}`
}
