import type { Kysely } from 'kysely'
import type { Database } from '#lib/server/store/schema'
import { readPages } from '#lib/server/store/transfer/read-pages'
import { rowLine } from '#lib/server/store/transfer/row-line'
import { type TableDigest, TableSum } from '#lib/server/store/transfer/table-sum'
import { headerLine, sectionLine, trailerLine } from '#lib/server/store/transfer/transfer-format'
import { TRANSFER_TABLES } from '#lib/server/store/transfer/transfer-table'

/** The text of a transfer file, a page of rows at a time; `onTable` hears of each table that was read to its end. */
export async function* exportLines(
  db: Kysely<Database>,
  onTable: (name: string, digest: TableDigest) => void,
): AsyncGenerator<string> {
  const digests = new Map<string, TableDigest>()
  yield `${headerLine()}\n`
  for (const table of TRANSFER_TABLES) {
    const sum = new TableSum()
    yield `${sectionLine(table)}\n`
    for await (const rows of readPages(db, table)) {
      const lines = rows.map((row) => rowLine(table, row))
      for (const line of lines) sum.add(line)
      yield `${lines.join('\n')}\n`
    }
    const digest = sum.digest()
    digests.set(table.name, digest)
    onTable(table.name, digest)
  }
  yield `${trailerLine(digests)}\n`
}
