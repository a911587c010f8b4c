import { stringify } from 'csv-stringify/sync'
import type { CsvOptions } from '#lib/core/csv/csv-options'
import { textCell } from '#lib/core/csv/text-cell'
import { toPlainDecimal } from '#lib/core/format/plain-decimal'

/** A string is foreign text and guarded, a number is written in full, `null` is an empty cell. */
export type CsvValue = string | number | null

export interface CsvColumn<Row> {
  /** Header: ASCII snake_case. */
  name: string
  value: (row: Row) => CsvValue
}

const DELIMITERS = { comma: ',', semicolon: ';' } as const

function cellText(value: CsvValue, options: CsvOptions): string {
  if (typeof value === 'string') return textCell(value)
  if (value === null || !Number.isFinite(value)) return ''
  const plain = toPlainDecimal(value)
  return options.decimal === 'comma' ? plain.replace('.', ',') : plain
}

/** RFC 4180: one header row, CRLF after every record, quotes where a cell needs them. */
export function csvTable<Row>(
  columns: readonly CsvColumn<Row>[],
  rows: readonly Row[],
  options: CsvOptions,
): string {
  const records = rows.map((row) => columns.map((column) => cellText(column.value(row), options)))
  return stringify(records, {
    header: true,
    columns: columns.map((column) => column.name),
    bom: options.bom,
    delimiter: DELIMITERS[options.delimiter],
    record_delimiter: '\r\n',
  })
}
