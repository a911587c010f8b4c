import type { Kysely, Transaction } from 'kysely'
import type { HistoryKind } from '#lib/core/market/price-history'
import { HOUR_MS } from '#lib/core/market/window'
import { AppError } from '#lib/server/errors'
import { decodeBatchBody, encodeBatchBody, withoutSparklines } from '#lib/server/store/batch-body'
import type {
  HistoryFetch,
  MarketStore,
  RetentionCutoffs,
  StoredBatch,
  TickPoints,
  UpstreamCall,
} from '#lib/server/store/market-store'
import {
  deletePointsBefore,
  insertNewPoints,
  loadPoints,
  pricePointRow,
  storedIds,
  upsertPoints,
} from '#lib/server/store/price-points'
import type { Database } from '#lib/server/store/schema'
import { Serial } from '#lib/server/store/serial'
import { HEALTHY } from '#lib/server/store/store-health'

/** Runs first in every transaction that ingests; rejects where this process must not write any more. */
export type Fence = (trx: Transaction<Database>) => Promise<void>

/** The store on any engine Kysely speaks to, with its schema migrated. `close` closes the database. */
export function createSqlStore(db: Kysely<Database>, fence: Fence = async () => {}): MarketStore {
  // In the order they came, also where several connections could run them side by side.
  const serial = new Serial()
  const ingest = (write: (trx: Transaction<Database>) => Promise<void>) =>
    serial.run(() =>
      db.transaction().execute(async (trx) => {
        await fence(trx)
        await write(trx)
      }),
    )
  return {
    saveBatch: (batch, ticks) => ingest((trx) => saveBatch(trx, batch, ticks)),
    loadLatestBatches: () => loadLatestBatches(db),
    saveHistory: (id, kind, points, fetchedAt) =>
      ingest(async (trx) => {
        await upsertPoints(
          trx,
          points.map((point) => pricePointRow(point, { id, kind, source: 'upstream' })),
        )
        await saveHistoryFetch(trx, { id, kind, fetchedAt, outcome: 'ok' })
      }),
    saveHistoryGone: (id, kind, fetchedAt) =>
      ingest((trx) => saveHistoryFetch(trx, { id, kind, fetchedAt, outcome: 'gone' })),
    loadFirstBatchAt: () => loadFirstBatchAt(db),
    loadHistory: (kind, since, ids) => loadPoints(db, { kind, since, ids: ids ?? storedIds(db, kind) }),
    loadHistoryFetches: () => loadHistoryFetches(db),
    recordCall: (call) => ingest((trx) => recordCall(trx, call)),
    loadCreditsUsed: (month) => loadCreditsUsed(db, month),
    // A call that was made has cost its credit, whoever may write by now.
    addCredits: (month, credits) => addCredits(db, month, credits),
    loadCallsSince: (since) => loadCallsSince(db, since),
    prune: (cutoffs) => ingest((trx) => prune(trx, cutoffs)),
    saveFeedState: (key, value) => ingest((trx) => saveFeedState(trx, key, value)),
    loadFeedState: () => loadFeedState(db),
    health: () => HEALTHY,
    close: () => db.destroy(),
  }
}

async function saveBatch(trx: Transaction<Database>, batch: StoredBatch, ticks: TickPoints): Promise<void> {
  const { sequence, currency, fetchedAt, asOf } = batch
  await refuseOldSequence(trx, sequence)
  const row = { sequence, currency, fetched_at: fetchedAt, as_of: asOf }
  // Compressed inside the transaction, where two saves in flight cannot overtake each other.
  const body = await encodeBatchBody(withoutSparklines(batch))
  await trx
    .insertInto('batch')
    .values({ ...row, body })
    .execute()
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('latest_batch')
    .values({ ...row, first_fetched_at: fetchedAt, body: await encodeBatchBody(batch) })
    .onConflict((conflict) =>
      conflict
        .column('currency')
        .doUpdateSet((eb) => ({
          sequence: eb.ref('excluded.sequence'),
          fetched_at: eb.ref('excluded.fetched_at'),
          as_of: eb.ref('excluded.as_of'),
          body: eb.ref('excluded.body'),
        }))
        // A writer at the same time may have been quicker than the look above.
        .whereRef('latest_batch.sequence', '<', 'excluded.sequence'),
    )
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows === 0n) throw followsNot(sequence, 'a newer one')
  await insertNewPoints(trx, [...tickRows('daily', ticks.daily), ...tickRows('hourly', ticks.hourly)])
}

function tickRows(kind: HistoryKind, points: TickPoints[HistoryKind]) {
  return points.map((point) => pricePointRow(point, { id: point.id, kind, source: 'tick' }))
}

async function refuseOldSequence(trx: Transaction<Database>, sequence: number): Promise<void> {
  // Never pruned, so its highest sequence is the highest ever stored.
  const { newest } = await trx
    .selectFrom('latest_batch')
    .select((eb) => eb.fn.max<number | null>('sequence').as('newest'))
    .executeTakeFirstOrThrow()
  if (newest !== null && !(sequence > newest)) {
    throw followsNot(sequence, `batch ${newest}`)
  }
}

function followsNot(sequence: number, newest: string): AppError {
  return new AppError('internal', `Batch ${sequence} does not follow ${newest}, the newest stored.`)
}

async function loadLatestBatches(db: Kysely<Database>): Promise<StoredBatch[]> {
  const rows = await db.selectFrom('latest_batch').selectAll().orderBy('currency').execute()
  return await Promise.all(
    rows.map(async (row) => ({
      sequence: row.sequence,
      currency: row.currency,
      fetchedAt: row.fetched_at,
      asOf: row.as_of,
      ...(await decodeBatchBody(row.body)),
    })),
  )
}

async function loadFirstBatchAt(db: Kysely<Database>): Promise<number | null> {
  const { first } = await db
    .selectFrom('latest_batch')
    .select((eb) => eb.fn.min<number | null>('first_fetched_at').as('first'))
    .executeTakeFirstOrThrow()
  return first
}

async function saveHistoryFetch(db: Kysely<Database>, fetch: HistoryFetch): Promise<void> {
  const { id, kind, fetchedAt, outcome } = fetch
  await db
    .insertInto('history_fetch')
    .values({ id, kind, fetched_at: fetchedAt, outcome })
    .onConflict((conflict) =>
      conflict.columns(['id', 'kind']).doUpdateSet({ fetched_at: fetchedAt, outcome }),
    )
    .execute()
}

async function loadHistoryFetches(db: Kysely<Database>): Promise<HistoryFetch[]> {
  return await db
    .selectFrom('history_fetch')
    .select(['id', 'kind', 'fetched_at as fetchedAt', 'outcome'])
    .orderBy('id')
    .orderBy('kind')
    .execute()
}

async function recordCall(trx: Transaction<Database>, { at, month, credits }: UpstreamCall): Promise<void> {
  await trx.insertInto('upstream_call').values({ at, month, credits }).execute()
  await addCredits(trx, month, credits)
  await trx
    .deleteFrom('upstream_call')
    .where('at', '<', at - HOUR_MS)
    .execute()
}

async function addCredits(db: Kysely<Database>, month: string, credits: number): Promise<void> {
  await db
    .insertInto('credit_month')
    .values({ month, used: credits })
    .onConflict((conflict) =>
      conflict
        .column('month')
        .doUpdateSet((eb) => ({ used: eb('credit_month.used', '+', eb.ref('excluded.used')) })),
    )
    .execute()
}

async function loadCreditsUsed(db: Kysely<Database>, month: string): Promise<number> {
  const row = await db.selectFrom('credit_month').select('used').where('month', '=', month).executeTakeFirst()
  return row === undefined ? 0 : row.used
}

async function loadCallsSince(db: Kysely<Database>, since: number): Promise<number[]> {
  const rows = await db
    .selectFrom('upstream_call')
    .select('at')
    .where('at', '>=', since)
    .orderBy('at')
    .execute()
  return rows.map((row) => row.at)
}

async function prune(trx: Transaction<Database>, cutoffs: RetentionCutoffs): Promise<void> {
  await trx.deleteFrom('batch').where('fetched_at', '<', cutoffs.batchesBefore).execute()
  await deletePointsBefore(trx, 'hourly', cutoffs.hourlyBefore)
  await deletePointsBefore(trx, 'daily', cutoffs.dailyBefore)
}

async function saveFeedState(db: Kysely<Database>, key: string, value: string): Promise<void> {
  await db
    .insertInto('feed_state')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}

async function loadFeedState(db: Kysely<Database>): Promise<Record<string, string>> {
  const rows = await db.selectFrom('feed_state').selectAll().orderBy('key').execute()
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]))
}
