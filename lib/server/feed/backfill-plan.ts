import { startOfDay } from '#lib/core/analytics/daily-closes'
import { startOfHour } from '#lib/core/analytics/hourly-prices'
import type { HistoryKind } from '#lib/core/market/price-history'
import { DAY_MS, HOUR_MS } from '#lib/core/market/window'
import type { HistoryFetch } from '#lib/server/store/market-store'

/** The upstream has the last completed day some 35 minutes after midnight. */
const DAY_READY_MS = 40 * 60_000
const WEEK_HOURS = 168
const HOURS_THAT_SUFFICE = 0.9 * WEEK_HOURS

export interface BackfillView {
  /** Ids that need history, most important first. */
  ids: readonly string[]
  fetches: readonly HistoryFetch[]
  has(id: string, kind: HistoryKind, slot: number): boolean
  /** ms UTC */
  now: number
}

export interface BackfillRequest {
  id: string
  kind: HistoryKind
}

/**
 * The history calls worth a credit, in their order: first every token's daily closes, then hours. Asked once, and again
 * only for what own ticks left open, at most once a day for a token and kind; an id the upstream does not know rests
 * for 24 h, whatever was asked of it. Everything it needs is stored, so a restart goes on where it stopped.
 */
export function pendingBackfill(view: BackfillView): BackfillRequest[] {
  const fetches = new Map(view.fetches.map((fetch) => [`${fetch.kind}:${fetch.id}`, fetch]))
  const known: KnownFetches = (id, kind) => fetches.get(`${kind}:${id}`)
  const awake = view.ids.filter((id) => !isResting(id, known, view.now))
  return (['daily', 'hourly'] as const).flatMap((kind) =>
    awake.filter((id) => isNeeded({ id, kind }, known(id, kind), view)).map((id) => ({ id, kind })),
  )
}

/** Tokens whose daily history has been answered once, of those that need it. */
export function backfillProgress({ ids, fetches }: Pick<BackfillView, 'ids' | 'fetches'>) {
  const answered = new Set(fetches.filter((fetch) => fetch.kind === 'daily').map((fetch) => fetch.id))
  return { filled: ids.filter((id) => answered.has(id)).length, needed: ids.length }
}

type KnownFetches = (id: string, kind: HistoryKind) => HistoryFetch | undefined

function isResting(id: string, known: KnownFetches, now: number): boolean {
  return (['daily', 'hourly'] as const).some((kind) => {
    const fetch = known(id, kind)
    return fetch?.outcome === 'gone' && now - fetch.fetchedAt < DAY_MS
  })
}

function isNeeded(
  { id, kind }: BackfillRequest,
  fetch: HistoryFetch | undefined,
  view: BackfillView,
): boolean {
  if (!fetch || fetch.outcome === 'gone') return true
  if (kind === 'hourly') return view.now - fetch.fetchedAt >= DAY_MS && lacksHours(id, view)
  return lacksClose(id, fetch, view)
}

function lacksClose(id: string, fetch: HistoryFetch, { has, now }: BackfillView): boolean {
  const today = startOfDay(now)
  if (now < today + DAY_READY_MS || fetch.fetchedAt >= today + DAY_READY_MS) return false
  return !has(id, 'daily', today)
}

function lacksHours(id: string, { has, now }: BackfillView): boolean {
  let known = 0
  for (let back = 1; back <= WEEK_HOURS; back += 1) {
    if (has(id, 'hourly', startOfHour(now) - back * HOUR_MS)) known += 1
  }
  return known < HOURS_THAT_SUFFICE
}
