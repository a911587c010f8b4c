import { type RawBuilder, sql } from 'kysely'
import type { Database } from '#lib/server/store/schema'

/** `integer`: exact up to 2^53. `real`: any finite double. `bytes`: base64 in the file. */
export type ColumnKind = 'integer' | 'real' | 'real or null' | 'text' | 'bytes'

export type TransferValue = number | string | Uint8Array | null

/** Values in the order of the table's columns. */
export type TransferRow = readonly TransferValue[]

export interface TransferTable {
  readonly name: keyof Database
  /** Every column with its kind, in the order of the file. */
  readonly columns: readonly (readonly [name: string, kind: ColumnKind])[]
  /** Columns of the primary key, which orders the rows. */
  readonly key: readonly string[]
  /** Read with one query, and written with one statement in one transaction. */
  readonly pageRows: number
  /** When a row of the file replaces a stored one of the same key; `null`: never. */
  readonly replaces: RawBuilder<unknown> | null
  /** Columns that a replaced row keeps. */
  readonly kept: readonly string[]
}

type Columns<Name extends keyof Database> = Readonly<Record<keyof Database[Name] & string, ColumnKind>>

interface TableRules<Name extends keyof Database> {
  columns: Columns<Name>
  key: readonly (keyof Database[Name] & string)[]
  pageRows: number
  replaces?: RawBuilder<unknown>
  kept?: readonly (keyof Database[Name] & string)[]
}

/** The type makes sure that no column of the schema is forgotten. */
function table<Name extends keyof Database>(name: Name, rules: TableRules<Name>): TransferTable {
  const { columns, key, pageRows, replaces = null, kept = [] } = rules
  return { name, columns: Object.entries<ColumnKind>(columns), key, pageRows, replaces, kept }
}

const creditMonth = table('credit_month', {
  columns: { month: 'text', used: 'integer' },
  key: ['month'],
  pageRows: 2000,
  replaces: sql`excluded.used > credit_month.used`,
})

/** What the feed of this database was told last is newer than any file. */
const feedState = table('feed_state', {
  columns: { key: 'text', value: 'text' },
  key: ['key'],
  pageRows: 2000,
})

const latestBatch = table('latest_batch', {
  columns: {
    currency: 'text',
    sequence: 'integer',
    first_fetched_at: 'integer',
    fetched_at: 'integer',
    as_of: 'integer',
    body: 'bytes',
  },
  key: ['currency'],
  pageRows: 10,
  replaces: sql`excluded.sequence > latest_batch.sequence`,
  kept: ['first_fetched_at'],
})

/** A few kilobytes each, hence the small pages. Rows of one sequence were compared before: they are equal. */
const batch = table('batch', {
  columns: {
    sequence: 'integer',
    currency: 'text',
    fetched_at: 'integer',
    as_of: 'integer',
    body: 'bytes',
  },
  key: ['sequence'],
  pageRows: 200,
})

const pricePoint = table('price_point', {
  columns: {
    kind: 'text',
    id: 'text',
    time: 'integer',
    price: 'real',
    market_cap: 'real or null',
    volume: 'real or null',
    source: 'text',
  },
  key: ['kind', 'id', 'time'],
  pageRows: 2000,
  replaces: sql`excluded.source = 'upstream' and price_point.source = 'tick'`,
})

const historyFetch = table('history_fetch', {
  columns: { id: 'text', kind: 'text', fetched_at: 'integer', outcome: 'text' },
  key: ['id', 'kind'],
  pageRows: 2000,
  replaces: sql`excluded.fetched_at > history_fetch.fetched_at`,
})

/**
 * What has to survive a move, in the order of the file. Left out is what is only about the processes around a database:
 * the calls of the last hour (of which two minutes count, and the upstream's own limit stands behind them), who feeds
 * the database, and the board it published, which the next one computes anew.
 *
 * The order makes an import that was cut off err on the safe side: credits and waits first, so that no call is made
 * that was not free; then the newest batches, so that a board started in between goes on with their sequence; fetches
 * after the points they brought, so that what is missing is asked for again.
 */
export const TRANSFER_TABLES: readonly TransferTable[] = [
  creditMonth,
  feedState,
  latestBatch,
  batch,
  pricePoint,
  historyFetch,
]
