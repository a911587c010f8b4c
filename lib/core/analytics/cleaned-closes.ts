import type { DailyCloses } from '#lib/core/analytics/daily-closes'
import { suspectPoints } from '#lib/core/analytics/suspect-points'
import { DAY_MS } from '#lib/core/market/window'

/** From this day on (00:00 UTC, ms) one unit is worth `factor` of the units before. */
export interface UnitChange {
  day: number
  factor: number
}

export interface CleanedCloses {
  closes: DailyCloses
  /** 00:00 UTC of the closes that look like bad ticks, ms; they are `null` in `closes`. */
  suspects: readonly number[]
}

/**
 * Daily closes as statistics may use them.
 * Purpose: neither a redenomination nor a bad tick of the feed may pass for a return.
 * Formula: prices before a change of unit × its factor; then closes found by `suspectPoints` become missing, which drops
 * the returns on both sides. Market caps have no unit of the token and stay. Nothing is smoothed or winsorised.
 * Gaps: stay. Cost: as `suspectPoints`; peers are looked at only where there is a suspect at all.
 * Source: notices of index providers (CF Benchmarks) for the units.
 * Example: [1, 1, 1000, 1000] with factor 1000 from the third day → [1000, 1000, 1000, 1000].
 */
export function cleanedCloses(
  raw: DailyCloses,
  changes: readonly UnitChange[],
  peers: () => readonly DailyCloses[],
): CleanedCloses {
  const closes = changes.length === 0 ? raw : inNewUnits(raw, changes)
  if (suspectPoints(closes.prices).length === 0) return { closes, suspects: [] }
  const aligned = peers().map((peer) => alignedTo(closes, peer))
  const suspects = new Set(suspectPoints(closes.prices, aligned))
  return {
    closes: { ...closes, prices: closes.prices.map((price, slot) => (suspects.has(slot) ? null : price)) },
    suspects: [...suspects].map((slot) => closes.firstDay + slot * DAY_MS),
  }
}

function inNewUnits(raw: DailyCloses, changes: readonly UnitChange[]): DailyCloses {
  const prices = raw.prices.map((price, slot) => {
    const day = raw.firstDay + slot * DAY_MS
    return price === null
      ? null
      : changes.reduce((value, { day: first, factor }) => (day < first ? value * factor : value), price)
  })
  return { ...raw, prices }
}

function alignedTo({ firstDay, prices }: DailyCloses, peer: DailyCloses): (number | null)[] {
  const shift = (firstDay - peer.firstDay) / DAY_MS
  return prices.map((_, slot) => peer.prices[slot + shift] ?? null)
}
