import { type Kysely, sql } from 'kysely'
import * as z from 'zod'
import { StartError } from '#lib/server/errors'
import type { Database } from '#lib/server/store/schema'
import type { TransferPage, TransferReader } from '#lib/server/store/transfer/transfer-reader'

/** A batch as the log or the list of the newest has it. */
const StampedBatch = z.object({
  sequence: z.int(),
  currency: z.string(),
  fetched_at: z.int(),
  as_of: z.int(),
  body: z.instanceof(Uint8Array),
})
type StampedBatch = z.infer<typeof StampedBatch>

type BatchTableName = 'latest_batch' | 'batch'

/**
 * Reads the batches of a file beside those stored, before anything is written: two histories that are mixed can never be
 * told apart again. A stored batch must be the file's batch of the same sequence. Where they share no sequence, one of
 * them has to end before the other begins, by sequence and by time alike.
 * @throws StartError for another history
 */
export async function refuseOtherHistory(
  db: Kysely<Database>,
  reader: TransferReader,
  file: string,
): Promise<void> {
  const stored = await storedSpan(db)
  if (stored === null) return
  const span = new Span()
  let isShared = false
  for await (const page of reader.pages()) {
    const name = batchTable(page)
    if (name === null) continue
    const batches = stampedBatches(page)
    for (const batch of batches) span.add(batch)
    const same = await storedOf(db, name, batches)
    const bySequence = new Map(batches.map((batch) => [batch.sequence, batch]))
    for (const found of same) refuseDifference(found, bySequence.get(found.sequence), file)
    isShared ||= same.length > 0
  }
  if (!(isShared || span.isEmpty || span.isBefore(stored) || stored.isBefore(span)))
    throw otherHistory(file, 'neither follows the other')
}

function batchTable({ table }: TransferPage): BatchTableName | null {
  return table.name === 'batch' || table.name === 'latest_batch' ? table.name : null
}

function stampedBatches({ table, rows }: TransferPage): StampedBatch[] {
  return rows.map((row) =>
    StampedBatch.parse(Object.fromEntries(table.columns.map(([column], index) => [column, row[index]]))),
  )
}

/** Stored batches of the same sequences; their bodies only where both come from the same table. */
async function storedOf(db: Kysely<Database>, name: BatchTableName, batches: readonly StampedBatch[]) {
  const sequences = batches.map(({ sequence }) => sequence)
  const other = name === 'batch' ? 'latest_batch' : 'batch'
  const stamp = ['sequence', 'currency', 'fetched_at', 'as_of'] as const
  return [
    ...(await db
      .selectFrom(name)
      .select([...stamp, 'body'])
      .where('sequence', 'in', sequences)
      .execute()),
    ...(await db.selectFrom(other).select(stamp).where('sequence', 'in', sequences).execute()),
  ]
}

type StoredBatch = Omit<StampedBatch, 'body'> & { body?: Uint8Array }

function refuseDifference(stored: StoredBatch, batch: StampedBatch | undefined, file: string): void {
  const isSame =
    batch !== undefined &&
    stored.currency === batch.currency &&
    stored.fetched_at === batch.fetched_at &&
    stored.as_of === batch.as_of &&
    (stored.body === undefined || Buffer.compare(stored.body, batch.body) === 0)
  if (!isSame) throw otherHistory(file, `batch ${stored.sequence} is another one there`)
}

function otherHistory(file: string, evidence: string): StartError {
  return new StartError(
    `${file} holds another history than the database (${evidence}), and the two must not be mixed: import it into an empty database.`,
  )
}

/** From the first to the last of some batches, by sequence and by time, ms UTC. */
class Span {
  private sequences: [first: number, last: number] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  private times: [first: number, last: number] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]

  get isEmpty(): boolean {
    return this.sequences[1] < this.sequences[0]
  }

  add({ sequence, fetched_at: time }: { sequence: number; fetched_at: number }): void {
    this.sequences = [Math.min(this.sequences[0], sequence), Math.max(this.sequences[1], sequence)]
    this.times = [Math.min(this.times[0], time), Math.max(this.times[1], time)]
  }

  isBefore(later: Span): boolean {
    return this.sequences[1] < later.sequences[0] && this.times[1] <= later.times[0]
  }
}

/** `null` in a database without batches. */
async function storedSpan(db: Kysely<Database>): Promise<Span | null> {
  const span = new Span()
  for (const name of ['batch', 'latest_batch'] as const) {
    const { rows } = await sql<Record<'s0' | 's1' | 't0' | 't1', number | null>>`
      select min(sequence) as s0, max(sequence) as s1, min(fetched_at) as t0, max(fetched_at) as t1
      from ${sql.table(name)}`.execute(db)
    const [row] = rows
    if (row === undefined || row.s0 === null || row.s1 === null || row.t0 === null || row.t1 === null)
      continue
    span.add({ sequence: row.s0, fetched_at: row.t0 })
    span.add({ sequence: row.s1, fetched_at: row.t1 })
  }
  return span.isEmpty ? null : span
}
