import { noteServerTime } from '#lib/client/queries/server-clock'

/** The schemas come with the first answer, not with the page: its first values were checked on the server. */
const loadSchemas = () => import('#lib/client/queries/answer-schemas')
type Schemas = Awaited<ReturnType<typeof loadSchemas>>

/** A refusal or failure of our own server, with its code and its sentence. `unreachable`: no answer at all; `offline`: not asked. */
export class ApiError extends Error {
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ApiError'
    this.code = code
  }
}

interface ResponseSchema<T> {
  parse: (value: unknown) => T
}

/** GET of one of our own routes; the answer is checked against its schema before anyone sees it. */
export async function getJson<T>(
  path: string,
  schemaOf: (schemas: Schemas) => ResponseSchema<T>,
  signal: AbortSignal,
): Promise<T> {
  const loading = loadSchemas()
  // Who asks wants to know what is there now: the browser may spare itself the bytes (304), not the question.
  const request: RequestInit = { signal, cache: 'no-cache', headers: { accept: 'application/json' } }
  const response = await fetch(path, request).catch((cause: unknown) => {
    if (signal.aborted) throw cause
    throw new ApiError('unreachable', 'this page cannot reach its server', { cause })
  })
  noteServerTime(response.headers.get('date'))
  const text = await response.text().catch(() => '')
  const schemas = await loading
  if (!response.ok) throw refusal(schemas, response.status, json(text))
  const known = lastAnswers.get(path)
  // Most polls bring what is there already: it needs no second check, and the same object redraws nothing.
  if (known?.text === text) return known.value as T
  const value = schemaOf(schemas).parse(json(text))
  lastAnswers.set(path, { text, value })
  if (lastAnswers.size > REMEMBERED) lastAnswers.delete(lastAnswers.keys().next().value ?? '')
  return value
}

/** The last answer of each address, the oldest address first. */
const lastAnswers = new Map<string, { text: string; value: unknown }>()
const REMEMBERED = 8

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function refusal({ ErrorBody }: Schemas, status: number, body: unknown): ApiError {
  const parsed = ErrorBody.safeParse(body)
  return parsed.success
    ? new ApiError(parsed.data.error.code, parsed.data.error.message)
    : new ApiError('internal', `the server answered with status ${status}`)
}
