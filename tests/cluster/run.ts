import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { ensureBuild } from '#lib/server/commands/build'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { reportFatal } from '#lib/server/report-fatal'
import { hasPostgres } from '../postgres/test-database.ts'
import { ABSENT_ROWS, isUsed } from './absent-rows.ts'
import { Cluster } from './cluster.ts'
import { DEPLOY_ROWS } from './deploy-rows.ts'
import { ELECTION_ROWS } from './election-rows.ts'
import { FAILOVER_ROWS } from './failover-rows.ts'
import { LongestStandstill } from './longest-standstill.ts'
import { OUTAGE_ROWS } from './outage-rows.ts'
import { POOLER_ROWS } from './pooler-rows.ts'
import { type ClusterRow, type Effort, expectThat } from './row.ts'
import { START_ROWS } from './start-rows.ts'
import { WIRE_ROWS } from './wire-rows.ts'

/** `npm run cluster [-- --only I2,I3] [--full]`: three instances of the built product on one PostgreSQL, row by row. */
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    full: { type: 'boolean', default: false },
    report: { type: 'string' },
  },
})

const BRIEF: Effort = { restarts: 1, kills: 3, pauses: 1, pauseMs: 0, outage: 5, lostNotices: 7 }
const FULL: Effort = { restarts: 33, kills: 20, pauses: 5, pauseMs: 60_000, outage: 80, lostNotices: 30 }
const EFFORT = values.full ? FULL : BRIEF
const LEASE_SECONDS = values.full ? 20 : 2
const STANDSTILL = new LongestStandstill()
/** Shorter than a lease, longer than a garbage collection, ms. */
const STILL_MS = 500
const MOST_PLAYS = 5
const ROWS: readonly ClusterRow[] = [
  ...START_ROWS,
  ...ELECTION_ROWS,
  ...OUTAGE_ROWS,
  ...FAILOVER_ROWS,
  ...WIRE_ROWS,
  ...POOLER_ROWS,
  ...DEPLOY_ROWS,
]

async function run(): Promise<number> {
  const only = values.only?.split(',')
  ensureBuild(PROJECT_ROOT)
  const rows = ROWS.filter(({ id, isLong }) => (only ? only.includes(id) : values.full || !isLong))
  const unprepared = rows.filter((row) => !isPrepared(row))
  const cluster = await Cluster.start({ instances: 3, leaseSeconds: LEASE_SECONDS })
  let failed = 0
  let wronglyAbsent = 0
  try {
    for (const row of rows) failed += unprepared.includes(row) ? 1 : await tell(row, cluster)
    wronglyAbsent = tellAbsent(only)
    console.log(cluster.figures.table())
  } finally {
    await cluster.end()
  }
  const passed = rows.length - failed
  failed += wronglyAbsent
  console.log(`${passed} passed, ${failed} failed`)
  if (values.report !== undefined) writeFileSync(values.report, JSON.stringify({ passed, failed }))
  return failed
}

/** Says which rows are about nothing here: they neither pass nor, as long as that is true, fail. */
function tellAbsent(only: readonly string[] | undefined): number {
  const used = ABSENT_ROWS.filter(isUsed)
  for (const row of ABSENT_ROWS) {
    if (only && !only.includes(row.id)) continue
    console.log(
      `${row.id} ${used.includes(row) ? 'FAIL is used but not played' : 'not applicable, not used'}: ${row.fault}`,
    )
  }
  return used.length
}

function isPrepared({ id, fault, prepare }: ClusterRow): boolean {
  try {
    prepare?.()
    return true
  } catch (error) {
    console.log(`${id} FAIL ${fault}: ${String(error)}`)
    return false
  }
}

/** Plays a row, and again where it failed while the machine stood still: its promises are for one that runs. */
async function tell({ id, fault, play }: ClusterRow, cluster: Cluster): Promise<0 | 1> {
  for (let plays = 1; ; plays += 1) {
    const startedAt = performance.now()
    STANDSTILL.takeMs()
    const failures: string[] = []
    const attempt = (work: Promise<string>) =>
      work.catch((error: unknown) => {
        failures.push(error instanceof Error ? error.message : String(error))
        return ''
      })
    const figures = await attempt(play(cluster, EFFORT))
    await attempt(seeWhatMustHold(cluster))
    const stillMs = STANDSTILL.takeMs()
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
    const isAgain = failures.length > 0 && stillMs >= STILL_MS && plays < MOST_PLAYS
    const verdict = isAgain ? 'again' : failures.length === 0 ? 'pass' : 'FAIL'
    const words = [
      figures,
      ...failures,
      ...(isAgain ? [`the machine stood still for ${stillMs.toFixed(0)} ms`] : []),
    ]
    console.log(`${id} ${verdict} ${fault}: ${words.filter(Boolean).join('; ')} (${seconds} s)`)
    if (failures.length === 0) return 0
    // Where that fails there is nothing left to play on.
    await cluster.recover()
    if (!isAgain) return 1
  }
}

/** Whatever the fault, no reader is shown less than before, and nobody writes after its time. */
async function seeWhatMustHold(cluster: Cluster): Promise<string> {
  const { looks, stepsBack } = cluster.onlookers.take()
  expectThat(stepsBack.length === 0, stepsBack.join('; '))
  expectThat(looks > 0, 'nobody looked')
  const { written, stale } = await cluster.audit.batches()
  const more = stale - cluster.figures.staleWrites
  cluster.figures.staleWrites = stale
  expectThat(written > 0, 'no batch was seen to be written')
  expectThat(more === 0, `${more} batches of an old term`)
  return ''
}

async function main(): Promise<void> {
  const failed = hasPostgres() ? await run() : 0
  process.exit(failed > 0 ? 1 : 0)
}

await main().catch(reportFatal)
