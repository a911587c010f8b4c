import type { BoardInput } from '#lib/core/analytics/board/board-input'
import { mappedTokens, SECTOR } from '#lib/core/analytics/board/constituents'
import { type HourlyPrices, NO_HOURS } from '#lib/core/analytics/hourly-prices'
import type { UnknownReason } from '#lib/core/contract/vocabulary'
import { DAY_MS } from '#lib/core/market/window'

export type EntityKind = 'token' | 'layer' | 'sector' | 'benchmark'

/** Anything with a daily USD series: a token, a benchmark, a layer's index or the sector's. */
export interface Entity {
  kind: EntityKind
  id: string
  name: string
  /** 00:00 UTC of the first close, ms. */
  firstDay: number
  closes: readonly (number | null)[]
  /** Empty for indices, which have daily levels only. */
  hourly: HourlyPrices
  /** Why there is no series at all, where that is not the days it still lacks. */
  reason: UnknownReason | null
}

/** The entity of an id: tokens, benchmarks and `sector` by id, layers by theirs; `null` when there is none. */
export function entityOf(id: string, kind: 'id' | 'layer', input: BoardInput): Entity | null {
  if (kind === 'layer' || id === SECTOR) return indexEntity(id, input)
  const mapped = mappedTokens(input.stack).find((token) => token.id === id)
  if (!mapped) return null
  const history = input.history.get(id)
  return {
    kind: mapped.listing === 'benchmark' ? 'benchmark' : 'token',
    id,
    name: mapped.name,
    firstDay: history ? history.daily.firstDay : input.now,
    closes: history ? history.daily.prices : [],
    hourly: history ? history.hourly : NO_HOURS,
    reason: null,
  }
}

function indexEntity(id: string, { stack, indices }: BoardInput): Entity | null {
  const index = indices.get(id)
  if (!index) return null
  const name = stack.layers.find((layer) => layer.id === id)?.name ?? 'AI crypto'
  return {
    kind: id === SECTOR ? 'sector' : 'layer',
    id,
    name,
    firstDay: index.firstDay,
    closes: index.levels,
    hourly: NO_HOURS,
    reason: index.reason,
  }
}

/** The last `days` + 1 daily slots up to `lastDay` (00:00 UTC, ms), `null` before the series begins. */
export function lastSlots({ firstDay, closes }: Entity, lastDay: number, days: number): (number | null)[] {
  return Array.from({ length: days + 1 }, (_, at) => {
    const slot = (lastDay - firstDay) / DAY_MS - (days - at)
    return closes[slot] ?? null
  })
}
