import { type Kysely, sql } from 'kysely'
import type { Database } from '#lib/server/store/schema'
import { rowLine } from '#lib/server/store/transfer/row-line'
import { type TableDigest, TableSum } from '#lib/server/store/transfer/table-sum'
import type { TransferRow, TransferTable, TransferValue } from '#lib/server/store/transfer/transfer-table'

/** Every row of a table in the order of its key, a page at a time: each page begins after the key of the one before. */
export async function* readPages(db: Kysely<Database>, table: TransferTable): AsyncGenerator<TransferRow[]> {
  let last: TransferRow | undefined
  do {
    const rows = await readPage(db, table, last)
    if (rows.length > 0) yield rows
    last = rows.length < table.pageRows ? undefined : rows.at(-1)
  } while (last !== undefined)
}

/** Rows and checksum of a table as it is stored. */
export async function storedDigest(db: Kysely<Database>, table: TransferTable): Promise<TableDigest> {
  const sum = new TableSum()
  for await (const rows of readPages(db, table)) {
    for (const row of rows) sum.add(rowLine(table, row))
  }
  return sum.digest()
}

async function readPage(
  db: Kysely<Database>,
  { name, columns, key, pageRows }: TransferTable,
  last: TransferRow | undefined,
): Promise<TransferRow[]> {
  const names = columns.map(([column]) => column)
  const refs = (list: readonly string[]) => sql.join(list.map((column) => sql.ref(column)))
  const after =
    last === undefined
      ? sql``
      : sql`where (${refs(key)}) > (${sql.join(key.map((column) => last[names.indexOf(column)]))})`
  // The columns are those asked for, and their values are judged where they are written.
  const { rows } = await sql<Record<string, TransferValue>>`
    select ${refs(names)} from ${sql.table(name)} ${after} order by ${refs(key)} limit ${pageRows}`.execute(
    db,
  )
  return rows.map((row) => names.map((column) => row[column] ?? null))
}

export async function countRows(db: Kysely<Database>, name: TransferTable['name']): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(name)}`.execute(db)
  return rows[0]?.count ?? Number.NaN
}
