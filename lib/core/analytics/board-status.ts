import type { BoardStatus, TokenState } from '#lib/core/contract/vocabulary'
import { DAY_MS } from '#lib/core/market/window'

const QUARTER_HOUR_MS = 15 * 60_000

/** Status of the board by the age of the last accepted batch. `periodMs` is the refresh period in force. */
export function boardStatus(ageMs: number, periodMs: number): Exclude<BoardStatus, 'recorded'> {
  if (ageMs <= 2 * periodMs) return 'live'
  if (ageMs <= Math.max(QUARTER_HOUR_MS, 3 * periodMs)) return 'delayed'
  return ageMs <= DAY_MS ? 'stale' : 'offline'
}

/** Age beyond which a token's own price is stale, ms. */
export function staleAfterMs(periodMs: number): number {
  return Math.max(QUARTER_HOUR_MS, 5 * periodMs)
}

export interface TokenAge {
  hasPrice: boolean
  ageMs: number
  /** The id was not in the last accepted batch. */
  absent: boolean
  /** Its newest row was held back. */
  quarantined?: boolean
  periodMs: number
}

/** State of one token: by its own update time, not by when we asked. */
export function tokenState({ hasPrice, ageMs, absent, quarantined, periodMs }: TokenAge): TokenState {
  if (!hasPrice) return 'missing'
  if (quarantined) return 'quarantined'
  return absent || ageMs > staleAfterMs(periodMs) ? 'stale' : 'fresh'
}
