import type {
  ColumnKind,
  TransferRow,
  TransferTable,
  TransferValue,
} from '#lib/server/store/transfer/transfer-table'

/**
 * A row as one line of JSON, without its end. JSON writes the shortest digits that read back as the same double, so
 * numbers survive to the last bit; only -0 becomes 0.
 * @throws RangeError for a value that no file can carry, such as NaN
 */
export function rowLine({ name, columns }: TransferTable, row: TransferRow): string {
  const values = columns.map(([column, kind], index) => {
    const value = row[index] ?? null
    if (!fits(kind, value)) throw new RangeError(`A row of ${name} holds ${String(value)} as its ${column}.`)
    return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value
  })
  return JSON.stringify(values)
}

/** `null` for a line that no `rowLine` of the table wrote. */
export function parseRowLine({ columns }: TransferTable, line: string): TransferRow | null {
  const values = parsed(line)
  if (!Array.isArray(values) || values.length !== columns.length) return null
  const row: TransferValue[] = []
  for (const [index, [, kind]] of columns.entries()) {
    const value = fromJson(kind, values[index])
    if (!fits(kind, value)) return null
    row.push(value)
  }
  return row
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

function fromJson(kind: ColumnKind, value: unknown): unknown {
  return kind === 'bytes' && typeof value === 'string' ? Buffer.from(value, 'base64') : value
}

function fits(kind: ColumnKind, value: unknown): value is TransferValue {
  switch (kind) {
    case 'integer':
      return Number.isSafeInteger(value)
    case 'real':
      return Number.isFinite(value)
    case 'real or null':
      return value === null || Number.isFinite(value)
    case 'text':
      return typeof value === 'string'
    case 'bytes':
      return value instanceof Uint8Array
  }
}
