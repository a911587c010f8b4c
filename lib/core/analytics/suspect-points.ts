import { requireEqualLengths } from '#lib/core/analytics/argument-checks'
import { logReturns } from '#lib/core/analytics/log-returns'
import { medianAbsoluteDeviation } from '#lib/core/analytics/median-absolute-deviation'
import { knownValues } from '#lib/core/analytics/statistic'

/** Returns before the one in question that say what is usual. */
const TRAILING_RETURNS = 60
/** Share of them that must be known. */
const MINIMUM_COVERAGE = 0.8
const ROBUST_DEVIATIONS = 8
/** Least size of a suspect move, a log return. */
const LEAST_MOVE = 0.4
/** Share of the move that must be taken back, and within how many slots. */
const REVERSED_SHARE = 0.8
const REVERSAL_SLOTS = 2
/** A move of another token of the layer beyond this, a log return, makes it a market event. */
const PEER_MOVE = 0.2

/**
 * Daily closes that look like bad ticks: to be marked and treated as missing, never deleted or smoothed.
 * Formula: the log return r_t is suspect if |r_t| > 8 × 1.4826 × MAD of the 60 returns before it, |r_t| > 0.4, at least
 * 80 % of it is taken back within 2 days, and no peer moved by more than 0.2 on that day. The slots from t up to the
 * one before the price was back are suspect.
 * Level shifts (migrations, redenominations) do not come back and are not found; they need a list of events.
 * Input: one slot per day, peers on the same days. Gaps: a return exists only between adjacent known closes; nothing is
 * said before 48 of the 60 returns are known, nor about a move that may still come back.
 * Cost: O(n × (60 log 60 + peers)). Source: the Hampel identifier, Pearson et al., EURASIP Journal on Advances in Signal
 * Processing 2016, held back by a least size, a reversal and the market.
 * Example: 100 days around 1, then 12, then 1 → the slot of the 12.
 * @throws RangeError for peers of another length than the closes
 */
export function suspectPoints(
  closes: readonly (number | null)[],
  peers: readonly (readonly (number | null)[])[] = [],
): number[] {
  for (const peer of peers) requireEqualLengths('suspectPoints', { closes, peer })
  const returns = logReturns(closes)
  const peerReturns = peers.map(logReturns)
  const suspects = new Set<number>()
  for (const at of returns.keys()) {
    const slots = slotsUntilReversal(returns, at)
    if (slots === null || !isUnusual(returns, at)) continue
    if (peerReturns.some((peer) => isMoveBeyond(peer[at] ?? null, PEER_MOVE))) continue
    // The return at index `at` ends at the close of slot `at` + 1.
    for (let slot = at + 1; slot <= at + slots; slot += 1) suspects.add(slot)
  }
  return [...suspects].sort((a, b) => a - b)
}

/** An unknown move is none. */
function isMoveBeyond(move: number | null, size: number): boolean {
  return move !== null && Math.abs(move) > size
}

/** Slots until a large move was taken back; `null` for a small move or one that stayed. */
function slotsUntilReversal(returns: readonly (number | null)[], at: number): number | null {
  const move = returns[at] ?? null
  if (move === null || !isMoveBeyond(move, LEAST_MOVE)) return null
  let back = 0
  for (let slots = 1; slots <= REVERSAL_SLOTS; slots += 1) {
    const next = returns[at + slots] ?? null
    if (next === null) return null
    back -= next
    if (back / move >= REVERSED_SHARE) return slots
  }
  return null
}

function isUnusual(returns: readonly (number | null)[], at: number): boolean {
  const move = returns[at] ?? null
  const trailing = knownValues(returns.slice(Math.max(0, at - TRAILING_RETURNS), at))
  const usual = medianAbsoluteDeviation(trailing)
  if (move === null || usual === null || trailing.length < TRAILING_RETURNS * MINIMUM_COVERAGE) return false
  return Math.abs(move) > ROBUST_DEVIATIONS * usual.deviation
}
