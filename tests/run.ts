import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuild } from '#lib/server/commands/build'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { reportFatal } from '#lib/server/report-fatal'
import { findBrowser } from '../e2e/find-browser.ts'
import { findPostgres } from './postgres/find-postgres.ts'
import { PostgresServer } from './postgres/postgres-server.ts'
import { hasPostgres } from './postgres/test-database.ts'

/** Everything that must be green, in the order that fails soonest. `--fast` leaves out the build and the browser,
 * `--full` adds what takes long. */

interface Counts {
  passed: number
  failed: number
}

interface Step {
  name: string
  run: () => Counts | null | Promise<Counts | null>
}

const reports = mkdtempSync(join(tmpdir(), 'strata-test-'))
const fast = process.argv.includes('--fast')
const full = process.argv.includes('--full')

/** What starts processes, sockets and databases, each file in a process of its own; all else shares one per core. */
const EFFECTFUL: readonly string[] = ['tests/server', 'tests/store']

const STEPS: readonly Step[] = [
  { name: 'route types', run: () => tool('next', 'typegen') },
  { name: 'types', run: () => tool('tsc', '--noEmit') },
  { name: 'lint and import zones', run: () => tool('biome', 'check', '--error-on-warnings', '.') },
  { name: 'dead code', run: () => tool('knip') },
  {
    name: 'unit and property',
    run: () => vitest('pure', ['--no-isolate', ...EFFECTFUL.map((folder) => `--exclude=${folder}/**`)]),
  },
]

const LATER_STEPS: readonly Step[] = [
  { name: 'integration', run: integration },
  {
    name: 'build',
    run: () => {
      ensureBuild(PROJECT_ROOT)
      return null
    },
  },
  { name: 'faults', run: faults },
  { name: 'hostile requests', run: () => script('tests/faults/fuzz.ts') },
  { name: 'cluster', run: cluster },
  { name: 'browser', run: playwright },
]

const LONG_STEPS: readonly Step[] = [
  { name: 'seeded mistakes', run: () => script('tests/mutants/run.ts') },
  { name: 'guards removed', run: () => script('tests/faults/mutants.ts') },
  { name: 'proxy and image', run: () => script('tests/ops/run.ts', '--full') },
]

function vitest(name: string, scope: readonly string[]): Counts {
  const file = join(reports, `${name}.json`)
  const output = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`]
  const status = command('vitest', ['run', ...scope, ...output])
  const report = readReport<{ numPassedTests: number; numFailedTests: number }>(file)
  return counted(status, { passed: report?.numPassedTests ?? 0, failed: report?.numFailedTests ?? 0 })
}

/** All database tests share one server, which is quicker than one each. */
async function integration(): Promise<Counts> {
  const { TEST_DATABASE_URL: given } = process.env
  const bin = given === undefined ? findPostgres() : null
  if (bin === null) return vitest('effectful', EFFECTFUL)
  const server = await PostgresServer.start(bin)
  process.env.TEST_DATABASE_URL = server.url()
  try {
    return vitest('effectful', EFFECTFUL)
  } finally {
    delete process.env.TEST_DATABASE_URL
    await server.remove()
  }
}

function playwright(): Counts {
  const file = join(reports, 'playwright.json')
  const env = { CHROMIUM_PATH: findBrowser() ?? '', PLAYWRIGHT_JSON_OUTPUT_FILE: file }
  const status = command('playwright', ['test', '--reporter=list,json'], env)
  const report = readReport<{ stats: { expected: number; unexpected: number; flaky: number } }>(file)
  const { expected = 0, unexpected = 0, flaky = 0 } = report?.stats ?? {}
  return counted(status, { passed: expected, failed: unexpected + flaky })
}

/** Rows of the fault suite that were run; those proven by tests elsewhere were counted with these. */
function faults(): Counts {
  const file = join(reports, 'faults.json')
  const args = ['tests/faults/run.ts', '--report', file, ...(full ? ['--full'] : [])]
  const status = command('node', args)
  return counted(status, readReport<Counts>(file) ?? { passed: 0, failed: 0 })
}

/** Three instances of the build on a PostgreSQL of their own. */
function cluster(): Counts | null {
  if (!hasPostgres()) return null
  const file = join(reports, 'cluster.json')
  const args = ['tests/cluster/run.ts', '--report', file, ...(full ? ['--full'] : [])]
  return counted(command('node', args), readReport<Counts>(file) ?? { passed: 0, failed: 0 })
}

/** A script that judges many cases of one kind counts as one. */
function script(file: string, ...args: string[]): Counts {
  return counted(command('node', [file, ...args]), { passed: 1, failed: 0 })
}

/** A runner that failed without a failing test, or ran none, still is a failure. */
function counted(status: number, counts: Counts): Counts {
  const failed = counts.failed === 0 && (status !== 0 || counts.passed === 0) ? 1 : counts.failed
  return { ...counts, failed }
}

function tool(name: string, ...args: string[]): Counts {
  return command(name, args) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

function command(name: string, args: readonly string[], env: Record<string, string> = {}): number {
  const { status } = spawnSync(join(PROJECT_ROOT, 'node_modules', '.bin', name), args, {
    cwd: PROJECT_ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', FULL_TESTS: full ? '1' : '0', ...env },
  })
  return status ?? 1
}

function readReport<T>(file: string): T | null {
  try {
    // Written by the runner this process just started.
    return JSON.parse(readFileSync(file, 'utf8')) as T
  } catch {
    return null
  }
}

async function runAll(): Promise<Counts> {
  const total: Counts = { passed: 0, failed: 0 }
  const steps = fast ? STEPS : [...STEPS, ...LATER_STEPS, ...(full ? LONG_STEPS : [])]
  for (const { name, run } of steps) {
    const startedAt = performance.now()
    console.log(`\n— ${name}`)
    const counts = await run()
    total.passed += counts?.passed ?? 0
    total.failed += counts?.failed ?? 0
    console.log(
      `— ${name}: ${counts?.failed ? 'FAILED' : 'ok'}, ${((performance.now() - startedAt) / 1000).toFixed(1)} s`,
    )
    if (counts?.failed) break
  }
  return total
}

try {
  const { passed, failed } = await runAll()
  console.log(`\n${passed} passed, ${failed} failed`)
  process.exitCode = failed > 0 ? 1 : 0
} catch (error) {
  reportFatal(error)
} finally {
  rmSync(reports, { recursive: true, force: true })
}
