import type { CsvOptions } from '#lib/core/csv/csv-options'
import type { Content } from '#lib/server/http/payload'
import type { ExportedFile } from '#lib/server/services/export-snapshot'

interface FileQuery {
  bom: '0' | '1'
  delimiter: CsvOptions['delimiter']
  decimal: CsvOptions['decimal']
}

/** The form of a CSV file as the query string asks for it. */
export function csvOptions({ bom, delimiter, decimal }: FileQuery): CsvOptions {
  return { bom: bom === '1', delimiter, decimal }
}

/** A CSV file as a download under its own name. */
export function csvContent({ name, body }: ExportedFile): Content {
  return {
    body,
    contentType: 'text/csv; charset=utf-8; header=present',
    headers: { 'Content-Disposition': `attachment; filename="${name}"` },
  }
}
