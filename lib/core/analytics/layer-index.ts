import type { DailyCloses } from '#lib/core/analytics/daily-closes'
import { driftedWeights } from '#lib/core/analytics/drifted-weights'
import { type Eligibility, eligibility } from '#lib/core/analytics/index-eligibility'
import { type IndexSeries, indexHistory } from '#lib/core/analytics/index-levels'
import { isValidPrice } from '#lib/core/analytics/log-returns'
import type { UnknownReason, Weighting } from '#lib/core/contract/vocabulary'
import { DAY_MS } from '#lib/core/market/window'

/** Constituents a layer needs before its index starts. */
export const MINIMUM_CONSTITUENTS = 3
/** Share of the weight that needs a close of its own on a day; below it the level rests on carried prices and is unknown. */
const MINIMUM_FRESH_WEIGHT = 0.6
export const INDEX_BASE = 1000

export interface LayerIndex {
  /** 00:00 UTC of the first level, ms. */
  firstDay: number
  /** One level per UTC day from `firstDay` to the last day asked for; `null` where too few closes are known. */
  levels: readonly (number | null)[]
  /** Weight of each constituent at each level, drifted with prices since the last rebalance; 0 while it is not held. */
  weights: ReadonlyMap<string, Float64Array>
  /** Held tokens whose last price is carried at the newest level. */
  carried: readonly string[]
  reason: UnknownReason | null
}

/**
 * Daily index of a layer (or of the sector) in USD.
 * Base 1 000 on the first day with three eligible constituents; weights set anew on the 1st of each month at 00:00 UTC,
 * and on the day a constituent leaves because it had no close for 7 days: its loss stays in the index. A token is eligible
 * with 30 closes, one of them in the last 3 days, and a known market cap: no backfill of a listing rally.
 * Source: the usual rules of crypto indices (GMCI, CF Benchmarks, icAI): fixed calendar, seasoning, recent price.
 * Cost: O(days × constituents). The series ends at `lastDay` (00:00 UTC, ms).
 */
export function layerIndex(
  constituents: readonly { id: string; closes: DailyCloses }[],
  weighting: Weighting,
  lastDay: number,
): LayerIndex {
  const known = constituents.filter(({ closes }) => closes.prices.length > 0)
  if (known.length < MINIMUM_CONSTITUENTS) return unknownIndex(lastDay, 'too-few-constituents')
  const firstDay = Math.min(...known.map(({ closes }) => closes.firstDay))
  const slots = (lastDay - firstDay) / DAY_MS + 1
  const aligned = known.map(({ id, closes }) => alignSeries({ id, closes, firstDay, slots }))
  const rules = new Map(aligned.map((series) => [series.id, eligibility(series.prices)]))
  const start = firstSlotWithEnough({ aligned, slots, rules, weighting })
  if (start === null) return unknownIndex(lastDay, 'too-short')
  const series = aligned.map((one) => cut(one, start))
  const leaves = new Set([...rules.values()].flatMap((one) => [...one.leaves]))
  const history = indexHistory(series, slots - start, {
    weighting,
    base: INDEX_BASE,
    isRebalance: (slot) => leaves.has(start + slot) || isFirstOfMonth(firstDay + (start + slot) * DAY_MS),
    isMember: (id, slot) => rules.get(id)?.eligible[start + slot] === true,
  })
  const weights = driftedWeights(series, history.weights, slots - start)
  const fresh = freshWeights(series, weights, slots - start)
  const levels = history.levels.map((level, slot) =>
    (fresh[slot] as number) < MINIMUM_FRESH_WEIGHT ? null : level,
  )
  return {
    firstDay: firstDay + start * DAY_MS,
    levels,
    weights,
    carried: carriedAt(series, weights, slots - start - 1),
    reason: null,
  }
}

function unknownIndex(lastDay: number, reason: UnknownReason): LayerIndex {
  return { firstDay: lastDay, levels: [], weights: new Map(), carried: [], reason }
}

function isFirstOfMonth(day: number): boolean {
  return new Date(day).getUTCDate() === 1
}

interface Alignment {
  id: string
  closes: DailyCloses
  firstDay: number
  slots: number
}

function alignSeries({ id, closes, firstDay, slots }: Alignment): IndexSeries {
  const lead = (closes.firstDay - firstDay) / DAY_MS
  const shift = (values: readonly (number | null)[]) =>
    lead === 0 && values.length === slots
      ? values
      : Array.from({ length: slots }, (_, slot) => values[slot - lead] ?? null)
  return { id, prices: shift(closes.prices), marketCaps: shift(closes.marketCaps) }
}

interface StartSearch {
  aligned: readonly IndexSeries[]
  slots: number
  rules: ReadonlyMap<string, Eligibility>
  weighting: Weighting
}

function firstSlotWithEnough({ aligned, slots, rules, weighting }: StartSearch): number | null {
  for (let slot = 0; slot < slots; slot += 1) {
    const ready = aligned.filter(
      ({ id, marketCaps }) =>
        rules.get(id)?.eligible[slot] === true && (weighting === 'equal' || isValidPrice(marketCaps[slot])),
    )
    if (ready.length >= MINIMUM_CONSTITUENTS) return slot
  }
  return null
}

function cut(series: IndexSeries, start: number): IndexSeries {
  return {
    id: series.id,
    prices: carriedFrom(series.prices, start),
    marketCaps: series.marketCaps.slice(start),
  }
}

/** The prices from `start` on; a price missing at the start itself is the last one before it. */
function carriedFrom(prices: readonly (number | null)[], start: number): (number | null)[] {
  const rest = prices.slice(start)
  if (rest.length > 0 && !isValidPrice(rest[0]))
    rest[0] = prices.slice(0, start).findLast(isValidPrice) ?? null
  return rest
}

/** Weight, per level, of the tokens that have a close of their own on that day. */
function freshWeights(
  series: readonly IndexSeries[],
  weights: LayerIndex['weights'],
  slots: number,
): Float64Array {
  const fresh = new Float64Array(slots)
  for (const { id, prices } of series) {
    const row = weights.get(id)
    if (!row) continue
    for (let slot = 0; slot < slots; slot += 1) {
      if (isValidPrice(prices[slot])) fresh[slot] = (fresh[slot] as number) + (row[slot] as number)
    }
  }
  return fresh
}

function carriedAt(series: readonly IndexSeries[], weights: LayerIndex['weights'], slot: number): string[] {
  return series
    .filter(({ id, prices }) => isHeld(weights.get(id)?.[slot]) && !isValidPrice(prices[slot]))
    .map(({ id }) => id)
}

function isHeld(weight: number | undefined): boolean {
  return weight !== undefined && weight > 0
}
