import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { reportFatal } from '#lib/server/report-fatal'
import { hasPostgres } from '../postgres/test-database.ts'
import { Cluster } from './cluster.ts'
import { DATABASE_ROWS } from './database-rows.ts'
import { ELECTION_ROWS } from './election-rows.ts'
import { POOLER_ROWS } from './pooler-rows.ts'
import type { ClusterRow } from './row.ts'

/** `npm run cluster [-- --only I2,I3] [--full]`: three instances of the built product on one PostgreSQL, row by row. */
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    full: { type: 'boolean', default: false },
    report: { type: 'string' },
  },
})

const EFFORT = values.full ? { kills: 20, pauses: 5 } : { kills: 3, pauses: 1 }
const LEASE_SECONDS = values.full ? 20 : 2
const ROWS: readonly ClusterRow[] = [...ELECTION_ROWS, ...DATABASE_ROWS, ...POOLER_ROWS]

async function run(): Promise<number> {
  const only = values.only?.split(',')
  const rows = ROWS.filter(({ id, isLong }) => (only ? only.includes(id) : values.full || !isLong))
  const cluster = await Cluster.start({ instances: 3, leaseSeconds: LEASE_SECONDS })
  let failed = 0
  try {
    for (const row of rows) failed += await tell(row, cluster)
  } finally {
    await cluster.end()
  }
  console.log(`${rows.length - failed} passed, ${failed} failed`)
  if (values.report !== undefined)
    writeFileSync(values.report, JSON.stringify({ passed: rows.length - failed, failed }))
  return failed
}

async function tell({ id, fault, play }: ClusterRow, cluster: Cluster): Promise<0 | 1> {
  try {
    console.log(`${id} pass ${fault}: ${await play(cluster, EFFORT)}`)
    return 0
  } catch (error) {
    console.log(`${id} FAIL ${fault}: ${error instanceof Error ? error.message : error}`)
    return 1
  }
}

async function main(): Promise<void> {
  const failed = hasPostgres() ? await run() : 0
  process.exit(failed > 0 ? 1 : 0)
}

await main().catch(reportFatal)
