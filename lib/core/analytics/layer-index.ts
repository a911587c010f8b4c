import type { DailyCloses } from '#lib/core/analytics/daily-closes'
import { type IndexSeries, indexLevels } from '#lib/core/analytics/index-levels'
import { isValidPrice } from '#lib/core/analytics/log-returns'
import type { UnknownReason, Weighting } from '#lib/core/contract/vocabulary'
import { DAY_MS } from '#lib/core/market/window'

/** Closes a token needs before an index may hold it: no backfill with its listing rally. */
export const MINIMUM_CLOSES = 30
/** Constituents a layer needs before its index starts. */
export const MINIMUM_CONSTITUENTS = 3
/** A close must be this recent at a rebalance, in days. */
const RECENT_CLOSE_DAYS = 3
export const INDEX_BASE = 1000

export interface LayerIndex {
  /** 00:00 UTC of the first level, ms. */
  firstDay: number
  /** One level per UTC day from `firstDay` to the last close asked for; `null` when it could not be carried. */
  levels: readonly (number | null)[]
  reason: UnknownReason | null
}

/**
 * Daily index of a layer (or of the sector) in USD.
 * Base 1 000 on the first day with three eligible constituents; monthly rebalance on the 1st at 00:00 UTC; a token is
 * eligible with 30 closes, one of them in the last 3 days, and a known market cap. Source: the usual rules of
 * crypto indices (GMCI, CF Benchmarks, icAI): fixed calendar, seasoning, recent price.
 * The series ends at `lastDay` (00:00 UTC, ms); levels rest on carried prices where a close is missing.
 */
export function layerIndex(
  constituents: readonly { id: string; closes: DailyCloses }[],
  weighting: Weighting,
  lastDay: number,
): LayerIndex {
  const known = constituents.filter(({ closes }) => closes.prices.length > 0)
  const firstDay = Math.min(...known.map(({ closes }) => closes.firstDay))
  if (known.length < MINIMUM_CONSTITUENTS)
    return { firstDay: lastDay, levels: [], reason: 'too-few-constituents' }
  const slots = (lastDay - firstDay) / DAY_MS + 1
  const aligned = known.map(({ id, closes }) => alignSeries({ id, closes, firstDay, slots }))
  const eligibility = new Map(aligned.map((series) => [series.id, eligibleSlots(series)]))
  const isMember = (id: string, slot: number) => eligibility.get(id)?.[slot] === true
  const start = firstSlotWithEnough(aligned, slots, isMember, weighting)
  if (start === null) return { firstDay: lastDay, levels: [], reason: 'too-short' }
  const levels = indexLevels(
    aligned.map((series) => cut(series, start)),
    slots - start,
    {
      weighting,
      base: INDEX_BASE,
      isRebalance: (slot) => new Date(firstDay + (start + slot) * DAY_MS).getUTCDate() === 1,
      isMember: (id, slot) => isMember(id, start + slot),
    },
  )
  return { firstDay: firstDay + start * DAY_MS, levels, reason: null }
}

interface Alignment {
  id: string
  closes: DailyCloses
  firstDay: number
  slots: number
}

function alignSeries({ id, closes, firstDay, slots }: Alignment): IndexSeries {
  const lead = new Array<null>((closes.firstDay - firstDay) / DAY_MS).fill(null)
  return {
    id,
    prices: [...lead, ...closes.prices].slice(0, slots),
    marketCaps: [...lead, ...closes.marketCaps].slice(0, slots),
  }
}

function eligibleSlots(series: IndexSeries): boolean[] {
  let closes = 0
  let lastValid = Number.NEGATIVE_INFINITY
  return series.prices.map((price, slot) => {
    if (isValidPrice(price)) {
      closes += 1
      lastValid = slot
    }
    return closes >= MINIMUM_CLOSES && slot - lastValid < RECENT_CLOSE_DAYS
  })
}

function firstSlotWithEnough(
  aligned: readonly IndexSeries[],
  slots: number,
  isMember: (id: string, slot: number) => boolean,
  weighting: Weighting,
): number | null {
  for (let slot = 0; slot < slots; slot += 1) {
    const ready = aligned.filter(
      (series) =>
        isMember(series.id, slot) && (weighting === 'equal' || isValidPrice(series.marketCaps[slot])),
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
