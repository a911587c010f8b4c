import { sql, type Transaction } from 'kysely'
import type { Database } from '#lib/server/store/schema'
import type { TransferRow, TransferTable } from '#lib/server/store/transfer/transfer-table'

/**
 * Adds rows, and replaces stored ones of the same key only where the table says that the new one is better; so putting
 * rows twice is putting them once.
 * @returns how many were added or replaced
 */
export async function putRows(
  trx: Transaction<Database>,
  { name, columns, key, replaces, kept }: TransferTable,
  rows: readonly TransferRow[],
): Promise<number> {
  const names = columns.map(([column]) => column)
  const refs = (list: readonly string[]) => sql.join(list.map((column) => sql.ref(column)))
  const replaced = names.filter((column) => !key.includes(column) && !kept.includes(column))
  const assignments = replaced.map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`)
  const action =
    replaces === null ? sql`do nothing` : sql`do update set ${sql.join(assignments)} where ${replaces}`
  const tuples = rows.map((row) => sql`(${sql.join(row)})`)
  const { numAffectedRows = 0n } = await sql`
    insert into ${sql.table(name)} (${refs(names)}) values ${sql.join(tuples)}
    on conflict (${refs(key)}) ${action}`.execute(trx)
  return Number(numAffectedRows)
}
