/**
 * How a CSV is written. `decimal: 'comma'` with `delimiter: 'comma'` stays RFC 4180: every number that holds a
 * decimal comma is quoted (`"12,5"`).
 */
export interface CsvOptions {
  /** A UTF-8 byte order mark first, for Excel. */
  bom: boolean
  delimiter: 'comma' | 'semicolon'
  decimal: 'dot' | 'comma'
}

export const DEFAULT_CSV_OPTIONS: CsvOptions = { bom: false, delimiter: 'comma', decimal: 'dot' }
