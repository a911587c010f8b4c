import type * as z from 'zod/mini'
import { AppError } from '#lib/server/errors'

/** A query schema that can say which parameters it knows. */
interface QuerySchema<T> {
  safeParse(input: unknown): z.core.util.SafeParseResult<T>
  def: { shape: Readonly<Record<string, unknown>> }
}

/**
 * The query string of a request by its schema.
 * @throws AppError `bad_request` naming the parameter that is unknown, repeated or malformed, and what is allowed.
 */
export function parseQuery<T>(url: string, schema: QuerySchema<T>): T {
  const params = new URL(url, 'http://localhost').searchParams
  const known = Object.keys(schema.def.shape)
  const values: Record<string, string> = Object.create(null)
  for (const [name, value] of params) {
    if (!known.includes(name)) throw unknownParameter(name, known)
    if (name in values)
      throw new AppError('bad_request', `Parameter "${name}" is given more than once`, { field: name })
    values[name] = value
  }
  const result = schema.safeParse({ ...values })
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const field = String(issue?.path[0] ?? '')
  const given = JSON.stringify((values[field] ?? '').slice(0, 64))
  throw new AppError('bad_request', `Parameter "${field}" may not be ${given}; allowed: ${allowed(issue)}`, {
    field,
  })
}

function unknownParameter(name: string, known: readonly string[]): AppError {
  const shown = name.slice(0, 64)
  const list = known.length > 0 ? `known parameters: ${known.join(', ')}` : 'this address takes none'
  return new AppError('bad_request', `Unknown parameter "${shown}"; ${list}`, { field: shown })
}

function allowed(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === 'invalid_value') return issue.values.join(', ')
  return issue?.message ?? 'see /api/openapi.json'
}
