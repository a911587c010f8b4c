import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTestDatabase, endOwnServer, hasPostgres } from '../postgres/test-database.ts'

export interface TestEngine {
  name: 'SQLite' | 'PostgreSQL'
  /** Somewhere empty, as `openTestDatabase` takes it. */
  place: () => Promise<{ place: string; remove: () => Promise<void> }>
  /** Lets go of whatever all places stood on. */
  end: () => Promise<void>
}

const SQLITE: TestEngine = {
  name: 'SQLite',
  async place() {
    const folder = await mkdtemp(join(tmpdir(), 'strata-store-'))
    return { place: folder, remove: () => rm(folder, { recursive: true }) }
  },
  async end() {},
}

const POSTGRES: TestEngine = {
  name: 'PostgreSQL',
  async place() {
    const { url, remove } = await createTestDatabase()
    return { place: url, remove }
  },
  end: endOwnServer,
}

/** Every engine that can be had on this machine. */
export const ENGINES: readonly TestEngine[] = hasPostgres() ? [SQLITE, POSTGRES] : [SQLITE]
