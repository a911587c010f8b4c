import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBuild } from '#lib/server/commands/build'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { reportFatal } from '#lib/server/report-fatal'
import { analytics } from './analytics.ts'
import { clientCost } from './client-cost.ts'
import { pageSpeed } from './page-speed.ts'
import { pageWeight } from './page-weight.ts'
import { type Result, table } from './result.ts'
import { bootWithoutUpstream } from './served/boot.ts'
import { latencyDuringRefresh } from './served/latency-during-refresh.ts'
import { memory } from './served/memory.ts'
import { overload } from './served/overload.ts'
import { shutdownCost } from './served/shutdown-cost.ts'
import { streamCost } from './served/stream-cost.ts'
import { throughput } from './served/throughput.ts'
import { snapshotBuild } from './snapshot-build.ts'
import { storageCost } from './storage-cost.ts'
import { upstreamCalls } from './upstream-calls.ts'
import { warmStart } from './warm-start.ts'

interface Suite {
  name: string
  /** Targets it measures. */
  ids: readonly string[]
  run: () => Promise<Result[]>
}

/** Each by its name or by the number of a target it measures. */
const SUITES: readonly Suite[] = [
  { name: 'throughput', ids: ['F1', 'F2', 'F3'], run: throughput },
  { name: 'refresh', ids: ['F4'], run: latencyDuringRefresh },
  { name: 'stream', ids: ['F5'], run: streamCost },
  { name: 'upstream-calls', ids: ['F6'], run: upstreamCalls },
  { name: 'page-weight', ids: ['F7', 'F8'], run: pageWeight },
  { name: 'page-speed', ids: ['F8', 'F9'], run: pageSpeed },
  { name: 'client-cost', ids: ['F9', 'F10'], run: clientCost },
  { name: 'storage', ids: ['F11'], run: storageCost },
  { name: 'boot', ids: ['F12'], run: bootWithoutUpstream },
  { name: 'warm-start', ids: ['F12'], run: warmStart },
  { name: 'memory', ids: ['F13'], run: memory },
  { name: 'overload', ids: ['F14'], run: overload },
  { name: 'shutdown', ids: ['F15'], run: shutdownCost },
  { name: 'analytics', ids: [], run: analytics },
  { name: 'snapshot-build', ids: [], run: snapshotBuild },
]

/** `npm run bench [-- --only F1]`: figures of this machine beside a baseline of the same run; nothing is asserted. */
async function run(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: 'string' } } })
  const { only } = values
  const suites = SUITES.filter(({ name, ids }) => only === undefined || name === only || ids.includes(only))
  if (suites.length === 0)
    throw new Error(
      `unknown suite ${only}; known: ${SUITES.map(({ name, ids }) => [name, ...ids].join(' ')).join(', ')}`,
    )
  ensureBuild(PROJECT_ROOT)
  const results: Result[] = []
  for (const suite of suites) {
    console.error(`measuring ${suite.name} …`)
    results.push(...(await suite.run()))
  }
  console.log(table(results))
  mkdirSync(join(PROJECT_ROOT, 'bench'), { recursive: true })
  writeFileSync(join(PROJECT_ROOT, 'bench', 'results.json'), `${JSON.stringify(results, null, 2)}\n`)
}

await run().catch(reportFatal)
