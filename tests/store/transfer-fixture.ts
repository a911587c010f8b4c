import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach } from 'vitest'
import { endOwnServer } from '../postgres/test-database.ts'
import type { TransferSide } from './transfer-side.ts'

export interface TransferFixture {
  /** Of a file of the running test. */
  path(name: string): string
  /** A database of the running test. */
  opened(open: () => Promise<TransferSide>): Promise<TransferSide>
}

/** A folder for files and as many databases as it opens for each test of a file, all of them gone after it. */
export function transferFixture(): TransferFixture {
  let folder: string
  let sides: TransferSide[]

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'strata-files-'))
    sides = []
  })

  afterEach(async () => {
    for (const side of sides) await side.remove()
    rmSync(folder, { recursive: true })
  })

  afterAll(endOwnServer)

  return {
    path: (name) => join(folder, name),
    async opened(open) {
      const side = await open()
      sides.push(side)
      return side
    },
  }
}
