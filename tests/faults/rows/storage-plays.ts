import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { Stage } from '../stage.ts'
import type { Theatre } from '../theatre.ts'

export const file = ({ product }: Stage) => join(product.dataDir, 'strata.db')

export async function checked(stage: Stage): Promise<void> {
  const breaches = await stage.watcher.takeBreaches()
  if (breaches.length > 0) throw new Error(breaches.join('; '))
}

/** Runs with a data folder that outlives the products on it. */
export async function withFolder(play: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'strata-faults-'))
  try {
    await play(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A folder with a database that a product has written and closed. */
export async function filled(theatre: Theatre, dataDir: string): Promise<number> {
  const stage = await theatre.open({ dataDir })
  await stage.until('three batches', 8000, async () => (await stage.snapshot()).sequence >= 3 || null)
  const { sequence } = await stage.snapshot()
  await stage.watcher.stop()
  await stage.product.end()
  return sequence
}

/** What is wrong with the database, by its own check. */
export function integrity(path: string): string {
  const database = new Sqlite(path, { readonly: true })
  try {
    return String(database.pragma('integrity_check', { simple: true }))
  } finally {
    database.close()
  }
}

/** The product on a harmed folder: a live board and no word of fault but on its status. */
export async function boots(theatre: Theatre, dataDir: string): Promise<Stage> {
  const stage = await theatre.open({ dataDir })
  await checked(stage)
  return stage
}

/** So many ways to flip a byte anywhere, the header included; the same in every run. */
export function byteFlips(count: number): ((path: string) => void)[] {
  return Array.from({ length: count }, (_, turn) => (path: string) => {
    const bytes = readFileSync(path)
    const at = Math.floor((((turn * 2_654_435_761) % 2 ** 32) / 2 ** 32) * bytes.length)
    bytes[at] = Number(bytes[at]) ^ 0xff
    writeFileSync(path, bytes)
  })
}

export const DAMAGES: readonly ((path: string) => void)[] = [
  (path) => writeFileSync(path, 'this is no database, and never was one'.repeat(200)),
  (path) => truncateSync(path, Math.floor(statSync(path).size / 3)),
  (path) => writeFileSync(`${path}-wal`, 'garbage'.repeat(10_000)),
]

/** Storage that is slow, full, locked, damaged, gone: the board never stops. */
