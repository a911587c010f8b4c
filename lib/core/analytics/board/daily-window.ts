import { type Entity, lastSlots } from '#lib/core/analytics/board/entity-closes'
import { minimumReturns } from '#lib/core/analytics/minimum-returns'
import { simpleReturns } from '#lib/core/analytics/simple-returns'
import { knownValues, type StatisticReason } from '#lib/core/analytics/statistic'
import { DAY_MS } from '#lib/core/market/window'

/** One slot per day over the last `days` days, with the returns between them. */
export interface DailyWindow {
  /** 00:00 UTC of the first close, ms. */
  from: number
  to: number
  closes: readonly (number | null)[]
  returns: readonly (number | null)[]
  /** Known returns. */
  n: number
  /** Why the window may not be used under its own name: below 80 % of its returns. */
  reason: StatisticReason | null
}

/** The window of `days` days that ends with the close of `lastDay`, 00:00 UTC, ms. */
export function dailyWindow(series: Entity, lastDay: number, days: number): DailyWindow {
  const closes = lastSlots(series, lastDay, days)
  const returns = simpleReturns(closes)
  const n = knownValues(returns).length
  const isShort = n < minimumReturns(days)
  const reason = isShort ? (closes[0] === null ? 'too-short' : 'gap') : null
  return { from: lastDay - days * DAY_MS, to: lastDay, closes, returns, n, reason }
}

/** The last `days` days of a series, not before its first day; `null` for a series without a day among them. */
export function spanOf(firstDay: number, lastDay: number, days: number): { from: number; to: number } | null {
  const from = Math.max(firstDay, lastDay - days * DAY_MS)
  return from <= lastDay ? { from, to: lastDay } : null
}

/** Dates of the known closes of a window, in their order. */
export function knownDays({ from, closes }: DailyWindow): number[] {
  return closes.flatMap((close, slot) => (close === null ? [] : [from + slot * DAY_MS]))
}

/** First known close to the newest, of the days a window was able to use. */
export function usedSpan(window: DailyWindow): { from: number; to: number } | null {
  const days = knownDays(window)
  const [from] = days
  const to = days.at(-1)
  return from === undefined || to === undefined ? null : { from, to }
}
