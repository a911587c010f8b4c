import { readLines } from '#lib/server/store/transfer/read-lines'
import { parseRowLine } from '#lib/server/store/transfer/row-line'
import { type TableDigest, TableSum } from '#lib/server/store/transfer/table-sum'
import { TransferError } from '#lib/server/store/transfer/transfer-error'
import { refuseHeader, sectionLine, trailerLine } from '#lib/server/store/transfer/transfer-format'
import {
  TRANSFER_TABLES,
  type TransferRow,
  type TransferTable,
} from '#lib/server/store/transfer/transfer-table'

export interface TransferPage {
  table: TransferTable
  /** At least one and at most `table.pageRows`, in the order of the key. */
  rows: TransferRow[]
}

/**
 * Reads a transfer file once. Each line has to be one that an export writes, and the last one has to agree with all
 * rows before it: until the end is reached, nothing is proven.
 */
export class TransferReader {
  private readonly file: string
  private readonly digests = new Map<string, TableDigest>()
  private lineNumber = 0
  private tablesBegun = 0
  private section: { table: TransferTable; sum: TableSum } | null = null
  private rows: TransferRow[] = []
  private isEnded = false

  constructor(file: string) {
    this.file = file
  }

  /** @throws StartError for a file that this build must not import, TransferError for a damaged one */
  async *pages(): AsyncGenerator<TransferPage> {
    for await (const lines of readLines(this.file)) {
      for (const line of lines) {
        const page = this.accept(line)
        if (page !== null) yield page
      }
    }
    if (this.lineNumber === 0) refuseHeader('', this.file)
    if (!this.isEnded) throw new TransferError(`${this.file} is cut short after line ${this.lineNumber}`)
  }

  /** Reads to the end. @returns rows and checksum of each table @throws as `pages` */
  async verify(): Promise<ReadonlyMap<string, TableDigest>> {
    for await (const _ of this.pages());
    return this.digests
  }

  private accept(line: string): TransferPage | null {
    this.lineNumber += 1
    if (this.isEnded) throw this.damage()
    if (this.lineNumber === 1) {
      refuseHeader(line, this.file)
      return null
    }
    return this.section !== null && line.startsWith('[')
      ? this.acceptRow(this.section, line)
      : this.acceptMark(line)
  }

  private acceptRow({ table, sum }: { table: TransferTable; sum: TableSum }, line: string) {
    const row = parseRowLine(table, line)
    if (row === null) throw this.damage()
    sum.add(line)
    this.rows.push(row)
    return this.rows.length < table.pageRows ? null : this.takePage(table)
  }

  /** The line between two tables, or the last one. */
  private acceptMark(line: string): TransferPage | null {
    const page = this.closeSection()
    const next = TRANSFER_TABLES[this.tablesBegun]
    if (next === undefined) {
      if (line !== trailerLine(this.digests)) throw this.damage()
      this.isEnded = true
      return page
    }
    if (line !== sectionLine(next)) throw this.damage()
    this.tablesBegun += 1
    this.section = { table: next, sum: new TableSum() }
    return page
  }

  private closeSection(): TransferPage | null {
    const { section } = this
    if (section === null) return null
    this.digests.set(section.table.name, section.sum.digest())
    this.section = null
    return this.rows.length > 0 ? this.takePage(section.table) : null
  }

  private takePage(table: TransferTable): TransferPage {
    const { rows } = this
    this.rows = []
    return { table, rows }
  }

  private damage(): TransferError {
    return new TransferError(`${this.file} is damaged at line ${this.lineNumber}`)
  }
}
