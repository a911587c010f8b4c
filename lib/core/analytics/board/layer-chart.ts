import type { BoardInput } from '#lib/core/analytics/board/board-input'
import { SECTOR } from '#lib/core/analytics/board/constituents'
import { closeAt, startOfDay } from '#lib/core/analytics/daily-closes'
import type { LayerIndex } from '#lib/core/analytics/layer-index'
import type { LayerChart } from '#lib/core/contract/layer-detail'
import type { UnknownReason } from '#lib/core/contract/vocabulary'
import { DAY_MS, type SeriesRange, WINDOW_MS } from '#lib/core/market/window'

const BENCHMARK = 'bitcoin'
const BASE = 100

interface DailyLine {
  values: (number | null)[]
  reason: UnknownReason | null
}

/**
 * The layer's index against the sector's and Bitcoin, day by day.
 * Formula: 100 × level / level of the first day of the range on which every line that is known at all has one; days before
 * it are left out. Unit: index points, USD. Gaps: `null`; a line without two values has none and says why.
 * Cost: O(days). Source: plain rebasing, so that lines of any unit start together.
 * Example: 1 000, 1 100 beside 80 000, 76 000 → 100, 110 beside 100, 95.
 */
export function layerChart(layer: string, range: SeriesRange, input: BoardInput): LayerChart {
  const days = daysOf(range, input.now)
  const lines = {
    layer: indexLine(input.indices.get(layer), days),
    sector: indexLine(input.indices.get(SECTOR), days),
    bitcoin: bitcoinLine(days, input),
  }
  const known = Object.values(lines).filter(({ reason }) => reason === null)
  const base = days.findIndex((_, at) => known.every(({ values }) => (values[at] ?? null) !== null))
  const hasBase = known.length > 0 && base !== -1
  const draw = (line: DailyLine) => (hasBase ? rebased(line, base) : [])
  const why = ({ reason }: DailyLine) => reason ?? (hasBase ? null : 'gap')
  return {
    times: hasBase ? days.slice(base) : [],
    layer: draw(lines.layer),
    sector: draw(lines.sector),
    bitcoin: draw(lines.bitcoin),
    reasons: { layer: why(lines.layer), sector: why(lines.sector), bitcoin: why(lines.bitcoin) },
  }
}

/** 00:00 UTC of each day from the last one at or before the range's start, ms. */
function daysOf(range: SeriesRange, now: number): number[] {
  const first = startOfDay(now - WINDOW_MS[range])
  return Array.from({ length: (startOfDay(now) - first) / DAY_MS + 1 }, (_, at) => first + at * DAY_MS)
}

function indexLine(index: LayerIndex | undefined, days: readonly number[]): DailyLine {
  if (!index) return { values: days.map(() => null), reason: 'history-filling' }
  const { firstDay, levels, reason } = index
  return line(
    days.map((day) => levels[(day - firstDay) / DAY_MS] ?? null),
    reason,
  )
}

function bitcoinLine(days: readonly number[], { history }: BoardInput): DailyLine {
  const daily = history.get(BENCHMARK)?.daily
  if (!daily) return { values: days.map(() => null), reason: 'history-filling' }
  return line(
    days.map((day) => closeAt(daily, day)),
    null,
  )
}

/** A single value is no line. */
function line(values: (number | null)[], reason: UnknownReason | null): DailyLine {
  const isDrawn = values.filter((value) => value !== null).length > 1
  return { values, reason: reason ?? (isDrawn ? null : 'gap') }
}

function rebased({ values, reason }: DailyLine, base: number): (number | null)[] {
  const start = values[base] ?? null
  return values.slice(base).map((value) => {
    if (reason !== null || start === null || value === null) return null
    return BASE * (value / start)
  })
}
