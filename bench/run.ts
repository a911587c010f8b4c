import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { reportFatal } from '#lib/server/report-fatal'
import { analytics } from './analytics.ts'
import { clientCost } from './client-cost.ts'
import { pageWeight } from './page-weight.ts'
import { type Result, table } from './result.ts'
import { snapshotBuild } from './snapshot-build.ts'
import { warmStart } from './warm-start.ts'

/** `npm run bench [-- --only NAME]`: figures of this machine beside a baseline of the same run; nothing is asserted. */
const SUITES: Readonly<Record<string, () => Promise<Result[]>>> = {
  analytics,
  'snapshot-build': snapshotBuild,
  'warm-start': warmStart,
  'page-weight': pageWeight,
  'client-cost': clientCost,
}

async function run(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: 'string' } } })
  const names = Object.keys(SUITES).filter((name) => values.only === undefined || name === values.only)
  if (names.length === 0)
    throw new Error(`unknown suite ${values.only}; known: ${Object.keys(SUITES).join(', ')}`)
  const results: Result[] = []
  for (const name of names) results.push(...((await SUITES[name]?.()) ?? []))
  console.log(table(results))
  mkdirSync(join(PROJECT_ROOT, 'bench'), { recursive: true })
  writeFileSync(join(PROJECT_ROOT, 'bench', 'results.json'), `${JSON.stringify(results, null, 2)}\n`)
}

await run().catch(reportFatal)
