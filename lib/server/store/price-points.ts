import type { Insertable, Kysely, Transaction } from 'kysely'
import type { HistoryKind, HistoryPoint } from '#lib/core/market/price-history'
import type { Database } from '#lib/server/store/schema'

export type PricePointRow = Insertable<Database['price_point']>

/** Rows of one statement: 7 values each stay far below every engine's limit of bound values. */
const ROWS_PER_INSERT = 500

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
  }
}

/** Stored points of one kind from `since` (ms) on, by token id, oldest first. */
export async function loadPoints(
  db: Kysely<Database>,
  kind: HistoryKind,
  since: number,
): Promise<Map<string, HistoryPoint[]>> {
  const rows = await db
    .selectFrom('price_point')
    .select(['id', 'time', 'price', 'market_cap', 'volume'])
    .where('kind', '=', kind)
    .where('time', '>=', since)
    .orderBy('id')
    .orderBy('time')
    .execute()
  const byId = new Map<string, HistoryPoint[]>()
  for (const { id, time, price, market_cap: marketCap, volume } of rows) {
    const point = { time, price, marketCap, volume }
    const points = byId.get(id)
    if (points === undefined) byId.set(id, [point])
    else points.push(point)
  }
  return byId
}

function parts(rows: readonly PricePointRow[]): PricePointRow[][] {
  const count = Math.ceil(rows.length / ROWS_PER_INSERT)
  return Array.from({ length: count }, (_, index) =>
    rows.slice(index * ROWS_PER_INSERT, (index + 1) * ROWS_PER_INSERT),
  )
}
