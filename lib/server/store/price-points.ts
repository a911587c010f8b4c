import { setImmediate as othersTurn } from 'node:timers/promises'
import type { Insertable, Kysely, Transaction } from 'kysely'
import type { HistoryKind, HistoryPoint } from '#lib/core/market/price-history'
import type { Database } from '#lib/server/store/schema'

export type PricePointRow = Insertable<Database['price_point']>

/** Rows of one statement: 7 values each stay far below every engine's limit of bound values. */
const ROWS_PER_INSERT = 500
/** Of one token and kind; retention keeps a third of it at the most. */
const MOST_POINTS = 10_000

export interface PointOrigin {
  id: string
  kind: HistoryKind
  source: PricePointRow['source']
}

/** Throws on NaN and Infinity: engines differ in what they make of them, and none of it is a price. */
export function pricePointRow(point: HistoryPoint, { id, kind, source }: PointOrigin): PricePointRow {
  const { time, price, marketCap, volume } = point
  for (const value of [time, price, marketCap, volume]) {
    if (value !== null && !Number.isFinite(value)) {
      throw new RangeError(`A ${kind} point of ${id} holds ${value}, which cannot be stored.`)
    }
  }
  return { kind, id, time, price, market_cap: marketCap, volume, source }
}

/** Adds points where none is stored for the time: what the upstream said stays. */
export async function insertNewPoints(
  trx: Transaction<Database>,
  rows: readonly PricePointRow[],
): Promise<void> {
  for (const part of parts(rows)) {
    await trx
      .insertInto('price_point')
      .values(part)
      .onConflict((conflict) => conflict.columns(['kind', 'id', 'time']).doNothing())
      .execute()
    await othersTurn()
  }
}

/** Adds points and replaces those stored for the same time. */
export async function upsertPoints(
  trx: Transaction<Database>,
  rows: readonly PricePointRow[],
): Promise<void> {
  for (const part of parts(rows)) {
    await trx
      .insertInto('price_point')
      .values(part)
      .onConflict((conflict) =>
        conflict.columns(['kind', 'id', 'time']).doUpdateSet((eb) => ({
          price: eb.ref('excluded.price'),
          market_cap: eb.ref('excluded.market_cap'),
          volume: eb.ref('excluded.volume'),
          source: eb.ref('excluded.source'),
        })),
      )
      .execute()
    await othersTurn()
  }
}

/**
 * Stored points of one kind from `since` (ms) on, by token id, oldest first; of each token the newest 10 000 at most.
 * One token after the other, each a range of the primary key, and others get their turn in between.
 */
export async function loadPoints(
  db: Kysely<Database>,
  { kind, since, ids }: { kind: HistoryKind; since: number; ids: Iterable<string> | AsyncIterable<string> },
): Promise<Map<string, HistoryPoint[]>> {
  const byId = new Map<string, HistoryPoint[]>()
  for await (const id of ids) {
    const points = await loadSeries(db, { kind, id, since })
    if (points.length > 0) byId.set(id, points)
    await othersTurn()
  }
  return byId
}

/** Ids of which points of a kind are stored, in order; found in the key without reading the points between. */
export async function* storedIds(db: Kysely<Database>, kind: HistoryKind): AsyncIterable<string> {
  for (let id = await nextId(db, kind, ''); id !== null; id = await nextId(db, kind, id)) yield id
}

/** Removes points of one kind older than `before` (ms), range by range like `loadPoints`. */
export async function deletePointsBefore(
  trx: Transaction<Database>,
  kind: HistoryKind,
  before: number,
): Promise<void> {
  for await (const id of storedIds(trx, kind)) {
    await trx
      .deleteFrom('price_point')
      .where('kind', '=', kind)
      .where('id', '=', id)
      .where('time', '<', before)
      .execute()
    await othersTurn()
  }
}

async function loadSeries(
  db: Kysely<Database>,
  { kind, id, since }: { kind: HistoryKind; id: string; since: number },
): Promise<HistoryPoint[]> {
  const rows = await db
    .selectFrom('price_point')
    .select(['time', 'price', 'market_cap', 'volume'])
    .where('kind', '=', kind)
    .where('id', '=', id)
    .where('time', '>=', since)
    .orderBy('time', 'desc')
    .limit(MOST_POINTS)
    .execute()
  return rows
    .map(({ time, price, market_cap: marketCap, volume }) => ({ time, price, marketCap, volume }))
    .toReversed()
}

async function nextId(db: Kysely<Database>, kind: HistoryKind, id: string): Promise<string | null> {
  const row = await db
    .selectFrom('price_point')
    .select('id')
    .where('kind', '=', kind)
    .where('id', '>', id)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}

function parts(rows: readonly PricePointRow[]): PricePointRow[][] {
  const count = Math.ceil(rows.length / ROWS_PER_INSERT)
  return Array.from({ length: count }, (_, index) =>
    rows.slice(index * ROWS_PER_INSERT, (index + 1) * ROWS_PER_INSERT),
  )
}
