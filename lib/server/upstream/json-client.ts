import { DEFAULT_TIMEOUTS, type Timeouts } from '#lib/server/upstream/deadlines'
import { readAnswer } from '#lib/server/upstream/read-answer'
import { type RetryOptions, withRetries } from '#lib/server/upstream/retry'
import { createRequestSender, type RequestOptions } from '#lib/server/upstream/send-request'
import { UpstreamError, type UpstreamFailure } from '#lib/server/upstream/upstream-error'

const DEFAULT_MAX_ATTEMPTS = 3
const DEFAULT_MAX_BYTES = 8 * 1_048_576

/** One HTTP attempt that ended, retries counted singly: what the call budget counts with. */
export interface Attempt {
  /** Without the query. */
  path: string
  status: number | null
  /** `null` when the answer was accepted. */
  failure: UpstreamFailure | null
  durationMs: number
}

export interface JsonClientOptions
  extends Omit<RequestOptions, 'timeouts' | 'maxBytes'>,
    Omit<RetryOptions, 'maxAttempts' | 'mayAttempt'> {
  onAttempt: (attempt: Attempt) => void
  /** The call budget: asked before each attempt, `false` sends nothing. Default: always. */
  mayAttempt?: (path: string) => boolean
  /** Default 3. */
  maxAttempts?: number
  /** Defaults 3 s, 5 s and 10 s. */
  timeouts?: Partial<Timeouts>
  /** Default 8 MiB. */
  maxBytes?: number
}

export interface JsonRequest<T> {
  /** Below the base, such as `/coins/markets`. */
  path: string
  /** Without the question mark. */
  query: string
  /** Turns the JSON into a value; throws `UpstreamError` where the shape is wrong. */
  read: (body: unknown) => T
}

export interface JsonClient {
  get<T>(request: JsonRequest<T>): Promise<T>
}

/** GET with retries and a report of every attempt. */
export function createJsonClient(options: JsonClientOptions): JsonClient {
  const { clock, random, sleep, onAttempt } = options
  const maxAttempts = options.maxAttempts ?? DEFAULT_MAX_ATTEMPTS
  const send = createRequestSender({
    ...options,
    timeouts: { ...DEFAULT_TIMEOUTS, ...options.timeouts },
    maxBytes: options.maxBytes ?? DEFAULT_MAX_BYTES,
  })

  async function attempt<T>({ path, query, read }: JsonRequest<T>): Promise<T> {
    const startedAt = clock.now()
    const report = (status: number | null, failure: UpstreamFailure | null) =>
      onAttempt({ path, status, failure, durationMs: clock.now() - startedAt })
    try {
      const answer = await send(query === '' ? path : `${path}?${query}`)
      const value = read(readAnswer(answer, clock.now()))
      report(answer.status, null)
      return value
    } catch (error) {
      if (error instanceof UpstreamError) report(error.status, error.failure)
      throw error
    }
  }

  return {
    get(request) {
      const mayAttempt = () => options.mayAttempt?.(request.path) ?? true
      return withRetries(() => attempt(request), { maxAttempts, mayAttempt, random, sleep })
    },
  }
}
