import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { reportFatal } from '#lib/server/report-fatal'
import { ANALYTICS_MUTANTS, type Mutant } from './analytics-mutants.ts'

/** `npm run mutants`: seeds one mistake at a time into a copy of the sources; its tests must turn red. */
const COPIED = [
  'lib',
  'tests',
  'data',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vitest.config.ts',
]

function copySources(): string {
  const folder = mkdtempSync(join(tmpdir(), 'strata-mutants-'))
  for (const name of COPIED) cpSync(join(PROJECT_ROOT, name), join(folder, name), { recursive: true })
  symlinkSync(join(PROJECT_ROOT, 'node_modules'), join(folder, 'node_modules'))
  return folder
}

/** Whether the mutant's tests noticed it. */
function isKilled(folder: string, { file, find, replace, tests, name }: Mutant): boolean {
  const path = join(folder, file)
  const source = readFileSync(path, 'utf8')
  if (source.split(find).length !== 2)
    throw new Error(`${name}: the code to change is not found once in ${file}`)
  writeFileSync(
    path,
    source.replace(find, () => replace),
  )
  const green = isGreen(folder, tests.split(' '))
  writeFileSync(path, source)
  return !green
}

function isGreen(folder: string, tests: readonly string[]): boolean {
  const vitest = join(folder, 'node_modules', '.bin', 'vitest')
  return spawnSync(vitest, ['run', '--bail=1', ...tests], { cwd: folder, stdio: 'ignore' }).status === 0
}

function run(): void {
  const folder = copySources()
  let killed = 0
  try {
    // A test that is red without a mistake would prove nothing.
    const tests = new Set(ANALYTICS_MUTANTS.flatMap((mutant) => mutant.tests.split(' ')))
    if (!isGreen(folder, [...tests])) throw new Error('the tests are red without a mistake')
    for (const mutant of ANALYTICS_MUTANTS) {
      const noticed = isKilled(folder, mutant)
      killed += noticed ? 1 : 0
      console.log(`${noticed ? 'red     ' : 'SURVIVED'}  ${mutant.name}  (${mutant.file})`)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  console.log(`\n${killed} passed, ${ANALYTICS_MUTANTS.length - killed} failed`)
  process.exitCode = killed === ANALYTICS_MUTANTS.length ? 0 : 1
}

try {
  run()
} catch (error) {
  reportFatal(error)
}
