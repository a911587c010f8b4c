import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PROJECT_ROOT } from '#lib/server/project-root'
import type { Edit, Mutant } from './mutant.ts'

const COPIED = [
  'lib',
  'tests',
  'e2e',
  'data',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vitest.config.ts',
  'next.config.ts',
  '.gitignore',
]
/** Too large to copy, and never changed. */
const LINKED = ['node_modules', '.next', 'app']

/** A copy of the sources in which one mistake at a time can be seeded. */
export class MutatedTree {
  private readonly folder = mkdtempSync(join(tmpdir(), 'strata-mutants-'))

  constructor() {
    for (const name of COPIED) cpSync(join(PROJECT_ROOT, name), join(this.folder, name), { recursive: true })
    for (const name of LINKED) symlinkSync(join(PROJECT_ROOT, name), join(this.folder, name))
  }

  /** Whether all of these are green without a mistake; red ones would prove nothing. */
  isSound(mutants: readonly Mutant[]): boolean {
    const listed = (list: (mutant: Mutant) => string | undefined, separator: string) => [
      ...new Set(
        mutants.flatMap((mutant) => list(mutant)?.split(separator) ?? []).filter((one) => one !== ''),
      ),
    ]
    return this.areGreen(
      listed(({ tests }) => tests, ' '),
      listed(({ rows }) => rows, ','),
    )
  }

  /** Whether the mutant's tests and rows noticed it. */
  isNoticed(mutant: Mutant): boolean {
    const { tests, rows = '', and = [] } = mutant
    const undo = [mutant, ...and].map((edit) => this.plant(edit, mutant.name))
    const split = (list: string, separator: string) => list.split(separator).filter((one) => one !== '')
    const isGreen = this.areGreen(split(tests, ' '), split(rows, ','))
    for (const restore of undo) restore()
    return !isGreen
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** Seeds one change; the answer takes it back. */
  private plant({ file, find, replace }: Edit, name: string): () => void {
    const path = join(this.folder, file)
    const source = readFileSync(path, 'utf8')
    if (source.split(find).length !== 2)
      throw new Error(`${name}: the code to change is not found once in ${file}`)
    writeFileSync(
      path,
      source.replace(find, () => replace),
    )
    return () => writeFileSync(path, source)
  }

  private areGreen(tests: readonly string[], rows: readonly string[]): boolean {
    const { folder } = this
    const run = (command: string, args: readonly string[]) =>
      spawnSync(command, args, { cwd: folder, stdio: 'ignore' }).status === 0
    const vitest = join(folder, 'node_modules', '.bin', 'vitest')
    if (tests.length > 0 && !run(vitest, ['run', '--bail=1', ...tests])) return false
    return rows.length === 0 || run(process.execPath, ['tests/faults/run.ts', '--only', rows.join(',')])
  }
}

/** Seeds each mistake, prints what became of it and sets the exit code: a mistake that nothing notices fails the run. */
export function runMutants(mutants: readonly Mutant[], caught: string): void {
  const tree = new MutatedTree()
  let noticed = 0
  try {
    if (!tree.isSound(mutants)) throw new Error('the tests are red without a mistake')
    for (const mutant of mutants) {
      const isNoticed = tree.isNoticed(mutant)
      noticed += isNoticed ? 1 : 0
      console.log(`${isNoticed ? caught.padEnd(8) : 'SURVIVED'}  ${mutant.name}  (${mutant.file})`)
    }
  } finally {
    tree.remove()
  }
  console.log(`\n${noticed} passed, ${mutants.length - noticed} failed`)
  process.exitCode = noticed === mutants.length ? 0 : 1
}
