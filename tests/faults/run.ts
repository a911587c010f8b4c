import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { reportFatal } from '#lib/server/report-fatal'
import { missingReferences } from './references.ts'
import { isPlayed, isShared, isUnproven, type Row } from './row.ts'
import { ROWS } from './rows/all-rows.ts'
import { type Outcome, runRows } from './run-rows.ts'

/** `npm run faults [-- --only U1,U2] [--full]`: every row of the table against the built product, one line each. */
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    full: { type: 'boolean', default: false },
    report: { type: 'string' },
  },
})

const isLive = (row: Row) => isShared(row) || isPlayed(row)

async function run(): Promise<void> {
  const only = values.only?.split(',')
  const chosen = ROWS.filter(({ id }) => only === undefined || only.includes(id))
  const counts = { live: 0, elsewhere: 0, unproven: 0, failed: 0 }
  const startedAt = performance.now()
  for (const row of chosen) {
    const missing = missingReferences(row)
    if (missing.length > 0) counts.failed += tell(row, `FAIL ${missing.join('; ')}`)
    else if (isUnproven(row)) counts.unproven += tell(row, `not here: ${row.cannot}`)
    else if (!isLive(row))
      counts.elsewhere += tell(row, `pass (${row.by?.map(({ file }) => file).join(', ')})`)
  }
  const live = chosen.filter(isLive)
  await runRows(live, {
    isFull: values.full,
    onOutcome({ row, reasons, durationMs }: Outcome) {
      const seconds = `${(durationMs / 1000).toFixed(1)} s`
      if (reasons.length > 0) counts.failed += tell(row, `FAIL ${reasons.join('; ')} (${seconds})`)
      else counts.live += tell(row, `pass (${seconds})`)
    },
  })
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0)
  console.log(
    `\n${counts.elsewhere} rows by tests elsewhere, ${counts.unproven} not provable here; ${seconds} s`,
  )
  if (values.report !== undefined)
    writeFileSync(values.report, JSON.stringify({ passed: counts.live, failed: counts.failed }))
  console.log(`${counts.live} passed, ${counts.failed} failed`)
  // A socket of a fault that was played may still be open somewhere; the rows are done.
  process.exit(counts.failed > 0 ? 1 : 0)
}

function tell({ id }: Row, text: string): 1 {
  console.log(`${id} ${text}`)
  return 1
}

await run().catch(reportFatal)
