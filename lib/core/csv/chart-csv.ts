import type { ChartTable } from '#lib/core/chart/chart-table'
import { type CsvColumn, csvTable } from '#lib/core/csv/csv-table'
import { exportedNumber } from '#lib/core/format/format-unit'

/** What every row says about where its numbers come from. */
export interface ChartSource {
  /** ISO, UTC. */
  asOf: string
  source: 'live' | 'recorded'
  attribution: string
}

/** A chart's table as CSV: every digit, unknown empty, each row with its time, source and attribution. */
export function chartCsv(table: ChartTable, { asOf, source, attribution }: ChartSource): string {
  type Row = ChartTable['rows'][number]
  const columns: CsvColumn<Row>[] = [
    { name: 'as_of_utc', value: () => asOf },
    { name: 'source', value: () => source },
    { name: table.head.csv, value: (row) => row.csv },
    ...table.columns.map(({ csv, unit }, at) => ({
      name: csv,
      value: (row: Row) => exportedNumber(row.values[at] ?? null, unit),
    })),
    ...(table.facts ?? []).map(({ csv, value }) => ({ name: csv, value: () => value })),
    { name: 'attribution', value: () => attribution },
  ]
  return csvTable(columns, table.rows, { bom: true, delimiter: 'comma', decimal: 'dot' })
}
