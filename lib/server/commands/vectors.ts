import { parseArgs } from 'node:util'
import type { Mismatch } from '#lib/server/commands/vectors/find-mismatch'
import { OPERATIONS } from '#lib/server/commands/vectors/operations'
import { readVectors } from '#lib/server/commands/vectors/read-vectors'
import { runCase } from '#lib/server/commands/vectors/run-case'
import type { VectorCase } from '#lib/server/commands/vectors/vector-case'
import { StartError } from '#lib/server/errors'

export interface VectorsIo {
  out: (line: string) => void
  err: (line: string) => void
}

const USAGE = 'npm run vectors -- DIR [--series FILE]'
const FAILED = 1
/** A result may hold thousands of numbers; a line shows its beginning. */
const SHOWN_CHARACTERS = 160

/**
 * Runs every reference case of a folder through the product's own analytics: one line per failing case, a summary last.
 * @returns the exit code: 0, 1 for failing cases, 78 for bad arguments or files
 */
export function runVectors(args: readonly string[], io: VectorsIo): number {
  try {
    const options = readOptions(args)
    if (options.help) {
      io.out(USAGE)
      return 0
    }
    const { cases, series } = readVectors(options.folder, options.series)
    let failed = 0
    for (const vector of cases) {
      const mismatch = runCase(vector, OPERATIONS, series)
      if (mismatch === null) continue
      failed += 1
      io.out(formatFailure(vector, mismatch))
    }
    io.out(`${cases.length - failed} passed, ${failed} failed`)
    return failed > 0 ? FAILED : 0
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    io.err(error.message)
    return StartError.exitCode
  }
}

function readOptions(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { series: { type: 'string' }, help: { type: 'boolean', default: false } },
    })
    const [folder, ...more] = positionals
    if (values.help) return { help: true, folder: '', series: undefined }
    if (folder === undefined) throw new Error('no folder of case files given')
    if (more.length > 0) throw new Error(`one folder is enough, got ${positionals.length}`)
    return { help: false, folder, series: values.series }
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('.')[0] : String(error)
    throw new StartError(`${reason}. Usage: ${USAGE}`, { cause: error })
  }
}

function formatFailure({ id, op }: VectorCase, { path, expected, actual }: Mismatch): string {
  return `${id} ${op} ${path === '' ? '-' : path} expected ${shown(expected)} actual ${shown(actual)}`
}

function shown(value: unknown): string {
  // JSON would turn NaN and Infinity into null, which here is another answer.
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? 'undefined')
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text
}

function main(): number {
  // A reader such as `head` that has seen enough is no fault.
  process.stdout.on('error', () => {})
  return runVectors(process.argv.slice(2), {
    out: (line) => void process.stdout.write(`${line}\n`),
    err: (line) => void process.stderr.write(`${line}\n`),
  })
}

if (import.meta.main) process.exitCode = main()
