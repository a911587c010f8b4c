import { readFileSync } from 'node:fs'
import { formatStackProblem, parseStack } from '#lib/core/stack/parse-stack'
import type { Stack } from '#lib/core/stack/stack'

export const STACK_FILE = 'data/stack.json'
export const stackText = readFileSync(STACK_FILE, 'utf8')

export function readStack(): Stack {
  const parsed = parseStack(stackText, STACK_FILE)
  if (!parsed.ok) throw new Error(parsed.problems.map(formatStackProblem).join('\n'))
  return parsed.stack
}

export function sentencesOf(text: string): string[] {
  const parsed = parseStack(text, STACK_FILE)
  return parsed.ok ? [] : parsed.problems.map(formatStackProblem)
}

/** The real mapping with one value changed; `undefined` removes it. `path` is such as `projects[3].scope`. */
export function editedStack(path: string, value: unknown): unknown {
  const stack: unknown = JSON.parse(stackText)
  const steps = path.match(/[^.[\]]+/g) ?? []
  const last = steps.pop()
  const target = steps.reduce<unknown>(stepInto, stack)
  if (typeof target !== 'object' || target === null || last === undefined)
    throw new Error(`no ${path} to change`)
  if (value === undefined) Reflect.deleteProperty(target, last)
  else Reflect.set(target, last, value)
  return stack
}

function stepInto(value: unknown, step: string): unknown {
  if (typeof value !== 'object' || value === null) throw new Error(`nothing at ${step}`)
  return Reflect.get(value, step)
}
