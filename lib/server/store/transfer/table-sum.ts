import { createHash } from 'node:crypto'

export interface TableDigest {
  rows: number
  /** Over every row's line with its end, hexadecimal. */
  sha256: string
}

/** Counts the rows of a table and takes their checksum. */
export class TableSum {
  private readonly hash = createHash('sha256')
  private rows = 0

  add(line: string): void {
    this.hash.update(line).update('\n')
    this.rows += 1
  }

  /** Once, after the last row. */
  digest(): TableDigest {
    return { rows: this.rows, sha256: this.hash.digest('hex') }
  }
}
