import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { PATIENCE_MS } from '../faulty-calls.ts'
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
  await stage.until('three batches', PATIENCE_MS, async () => (await stage.snapshot()).sequence >= 3 || null)
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

/** The newest board is in the database, whichever file that is by now. */
export async function storesOn(stage: Stage): Promise<void> {
  const { sequence } = await stage.snapshot()
  await stage.until('the newest board in the database', PATIENCE_MS, () => {
    const stored = newestStored(file(stage))
    return stored !== null && stored >= sequence ? true : null
  })
}

/** The sequence of the newest batch; `null` while there is no such file or table. */
function newestStored(path: string): number | null {
  if (!existsSync(path)) return null
  const reader = new Sqlite(path, { readonly: true })
  try {
    return Number(reader.prepare('select max(sequence) from latest_batch').pluck().get())
  } catch (error) {
    if (error instanceof Sqlite.SqliteError) return null
    throw error
  } finally {
    reader.close()
  }
}

export interface Damage {
  harm: (path: string) => void
  /** Whether the whole file is beyond use: it is put aside, and told so; `null` where that depends on the byte. */
  isFatal: boolean | null
}

/** The file that cannot be used is put aside, and `/api/status` says so; a file that can be used is not. */
export async function mends(stage: Stage, { isFatal }: Damage): Promise<void> {
  const isAside = () => readdirSync(stage.product.dataDir).some((name) => name.includes('.corrupt-'))
  if (isFatal === true)
    await stage.until('the damaged file put aside', PATIENCE_MS, async () => {
      const { reason } = (await stage.status()).storage
      return isAside() && `${reason}`.includes('put aside') ? true : null
    })
  await storesOn(stage)
  if (isFatal === false && isAside()) throw new Error('a sound file was put aside')
}

/** So many ways to flip a byte anywhere, the header included; the same in every run. */
export function byteFlips(count: number): Damage[] {
  return Array.from({ length: count }, (_, turn) => ({
    isFatal: null,
    harm(path) {
      const bytes = readFileSync(path)
      const at = Math.floor((((turn * 2_654_435_761) % 2 ** 32) / 2 ** 32) * bytes.length)
      bytes[at] = Number(bytes[at]) ^ 0xff
      writeFileSync(path, bytes)
    },
  }))
}

export const DAMAGES: readonly Damage[] = [
  {
    isFatal: true,
    harm: (path) => writeFileSync(path, 'this is no database, and never was one'.repeat(200)),
  },
  { isFatal: true, harm: (path) => truncateSync(path, Math.floor(statSync(path).size / 3)) },
  // A log that does not belong to the file is passed over.
  { isFatal: false, harm: (path) => writeFileSync(`${path}-wal`, 'garbage'.repeat(10_000)) },
]
