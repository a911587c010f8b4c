import type { core } from 'zod'
import { type PathStep, toJsonPath } from '#lib/core/stack/json-path'
import { type JsonFault, scanJson } from '#lib/core/stack/scan-json'
import type { Stack } from '#lib/core/stack/stack'
import { StackSchema } from '#lib/core/stack/stack-schema'
import { splitRefusal } from '#lib/core/stack/stack-shape'

/** A mapping file may be this long, in bytes on disk and in characters here. */
export const MAX_STACK_SIZE = 1_048_576

export interface StackProblem {
  file: string
  /** From 1; `null` when the fault has no place in the text. */
  line: number | null
  /** From 1; only for text that is not JSON. */
  column: number | null
  /** JSON path such as `$.projects[3].memberships[0].layer`. */
  path: string
  /** What stands there: short JSON, or a piece of text that is not JSON; `missing` for an absent field. */
  value: string
  reason: string
  allowed: string | null
}

export type ParsedStack = { ok: true; stack: Stack } | { ok: false; problems: StackProblem[] }

/** Reads a mapping from text. `file` is only named in the problems, which come in the order of the schema. */
export function parseStack(text: string, file: string): ParsedStack {
  if (text.length > MAX_STACK_SIZE) {
    const size = `${text.length} characters long`
    const problem = { file, line: null, column: null, path: '$', value: size, reason: 'too long' }
    return { ok: false, problems: [{ ...problem, allowed: `at most ${MAX_STACK_SIZE} characters` }] }
  }
  // Some editors begin a UTF-8 file with a byte order mark.
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text
  const scan = scanJson(json)
  if (!scan.ok) return { ok: false, problems: [syntaxProblem(scan.fault, file)] }
  const value: unknown = JSON.parse(json)
  const result = StackSchema.safeParse(value)
  if (result.success) return { ok: true, stack: result.data }
  const problems = result.error.issues.flatMap((issue) => {
    const { reason, allowed } = splitRefusal(issue.message)
    return faultyPaths(issue).map((steps) => {
      const found = valueAt(value, steps)
      return {
        file,
        line: lineOf(steps, scan.lines),
        column: null,
        path: toJsonPath(steps),
        value: shortJson(found),
        reason: found === undefined ? 'this field is required' : reason,
        allowed,
      }
    })
  })
  return { ok: false, problems }
}

/** One sentence: `data/stack.json:41: $.projects[3].scope is "cor": unknown scope; allowed: core, adjacent`. */
export function formatStackProblem(problem: StackProblem): string {
  const { file, line, column, path, value, reason, allowed } = problem
  const place = [file, line, column].filter((part) => part !== null).join(':')
  const subject = column === null ? `${path} is ${value}: ${reason}` : `${value} ${reason}`
  return `${place}: ${subject}${allowed === null ? '' : `; allowed: ${allowed}`}`
}

function syntaxProblem(fault: JsonFault, file: string): StackProblem {
  const { line, column, found, reason, allowed } = fault
  return { file, line, column, path: '$', value: found, reason, allowed }
}

function faultyPaths(issue: core.$ZodIssue): PathStep[][] {
  const steps = issue.path.map((step) => (typeof step === 'number' ? step : String(step)))
  return issue.code === 'unrecognized_keys' ? issue.keys.map((field) => [...steps, field]) : [steps]
}

/** The line of the value, or for an absent one that of the object it should be in. */
function lineOf(steps: readonly PathStep[], lines: ReadonlyMap<string, number>): number | null {
  return lines.get(toJsonPath(steps)) ?? lines.get(toJsonPath(steps.slice(0, -1))) ?? null
}

function valueAt(value: unknown, steps: readonly PathStep[]): unknown {
  let found = value
  for (const step of steps) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined
    found = Reflect.get(found, step)
  }
  return found
}

const MAX_SHOWN = 60

function shortJson(value: unknown): string {
  if (value === undefined) return 'missing'
  const json = JSON.stringify(value)
  return json.length <= MAX_SHOWN ? json : `${json.slice(0, MAX_SHOWN - 1)}…`
}
