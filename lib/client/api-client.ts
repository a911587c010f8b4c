import { noteServerTime } from '#lib/client/server-clock'

/** The schemas come with the first answer, not with the page: its first values were checked on the server. */
const loadSchemas = () => import('#lib/client/answer-schemas')
type Schemas = Awaited<ReturnType<typeof loadSchemas>>

/** A refusal or failure of our own server, with its code and its sentence. `unreachable`: no answer at all. */
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
  const response = await fetch(path, { signal, headers: { accept: 'application/json' } }).catch(
    (cause: unknown) => {
      if (signal.aborted) throw cause
      throw new ApiError('unreachable', 'this page cannot reach its server', { cause })
    },
  )
  noteServerTime(response.headers.get('date'))
  const body: unknown = await response.json().catch(() => null)
  const schemas = await loading
  if (!response.ok) throw refusal(schemas, response.status, body)
  return schemaOf(schemas).parse(body)
}

function refusal({ ErrorBody }: Schemas, status: number, body: unknown): ApiError {
  const parsed = ErrorBody.safeParse(body)
  return parsed.success
    ? new ApiError(parsed.data.error.code, parsed.data.error.message)
    : new ApiError('internal', `the server answered with status ${status}`)
}
