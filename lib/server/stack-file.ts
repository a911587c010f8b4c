import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { formatStackProblem, MAX_STACK_SIZE, parseStack } from '#lib/core/stack/parse-stack'
import type { Stack } from '#lib/core/stack/stack'
import type { Clock } from '#lib/server/clock'
import { StartError } from '#lib/server/errors'

export interface LoadedStack {
  stack: Stack
  /** Of the file's bytes, hex. */
  sha256: string
  /** When this mapping came into force, ms UTC. */
  loadedAt: number
  /** Why the file as it is now is not in force, one sentence; `null` when it is. */
  problem: string | null
  path: string
}

export interface StackFile {
  /** The mapping in force: the last good one. */
  current(): LoadedStack
  /**
   * Reads the file again if it changed on disk. A bad file leaves the last good mapping in force and sets
   * `problem` until it is mended. Costs one `stat` when nothing changed; never throws.
   * @returns whether `current()` now answers something else
   */
  refresh(): boolean
}

export interface StackFileOptions {
  path: string
  clock: Pick<Clock, 'now'>
  readFile?: (path: string) => Uint8Array
}

/** Lines of a message about a bad file; more would bury the first. */
const MAX_PROBLEMS_SHOWN = 5

/**
 * Opens the layer mapping.
 * @throws StartError naming file, line, JSON path, value, reason and what is allowed
 */
export function openStackFile({ path, clock, readFile = readFileSync }: StackFileOptions): StackFile {
  let stamp = stampOf(path)
  const first = readStack(path, readFile)
  if (!first.ok) throw new StartError(startMessage(first.problems))
  let loaded: LoadedStack = { ...first.read, loadedAt: clock.now(), problem: null, path }

  function refuse(problems: readonly string[]): boolean {
    const rest = problems.length - 1
    const problem = `${problems[0] ?? path}${rest > 0 ? ` (and ${rest} more)` : ''}`
    if (problem === loaded.problem) return false
    loaded = { ...loaded, problem }
    return true
  }

  return {
    current: () => loaded,
    refresh() {
      // Taken before reading: a write in between changes the stamp again and is seen next time.
      const seen = stampOf(path)
      if (seen !== null && seen === stamp) return false
      stamp = seen
      const result = readStack(path, readFile)
      if (!result.ok) return refuse(result.problems)
      const { stack, sha256 } = result.read
      if (sha256 !== loaded.sha256) loaded = { stack, sha256, loadedAt: clock.now(), problem: null, path }
      else if (loaded.problem !== null) loaded = { ...loaded, problem: null }
      else return false
      return true
    },
  }
}

function startMessage(problems: readonly string[]): string {
  const shown = problems.slice(0, MAX_PROBLEMS_SHOWN)
  const rest = problems.length - shown.length
  return [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join('\n')
}

/** Changes whenever the file is written or replaced; `null` when it cannot be seen. */
function stampOf(path: string): string | null {
  try {
    const { mtimeNs, size, ino } = statSync(path, { bigint: true })
    return `${ino}:${size}:${mtimeNs}`
  } catch {
    return null
  }
}

type StackRead = { ok: true; read: { stack: Stack; sha256: string } } | { ok: false; problems: string[] }

function readStack(path: string, readFile: (path: string) => Uint8Array): StackRead {
  let bytes: Uint8Array
  try {
    if (statSync(path).size > MAX_STACK_SIZE) return refused(`${path}: larger than ${MAX_STACK_SIZE} bytes`)
    bytes = readFile(path)
  } catch (error) {
    return refused(`${path}: ${whyUnreadable(error)}`)
  }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return refused(`${path}: not UTF-8 text`)
  }
  const parsed = parseStack(text, path)
  if (parsed.ok) {
    return {
      ok: true,
      read: { stack: parsed.stack, sha256: createHash('sha256').update(bytes).digest('hex') },
    }
  }
  return { ok: false, problems: parsed.problems.map(formatStackProblem) }
}

function refused(problem: string): StackRead {
  return { ok: false, problems: [problem] }
}

const UNREADABLE: ReadonlyMap<unknown, string> = new Map([
  ['ENOENT', 'there is no such file'],
  ['EACCES', 'no permission to read it'],
  ['EISDIR', 'is a folder, not a file'],
])

function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return UNREADABLE.get(code) ?? `cannot be read (${String(code ?? error)})`
}
