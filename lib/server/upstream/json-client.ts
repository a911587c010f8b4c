import { DEFAULT_TIMEOUTS, type Timeouts } from '#lib/server/upstream/deadlines'
import { readAnswer } from '#lib/server/upstream/read-answer'
import { type RetryOptions, withRetries } from '#lib/server/upstream/retry'
import { parseHttpDate } from '#lib/server/upstream/retry-after'
import { type Answer, createRequestSender, type RequestOptions } from '#lib/server/upstream/send-request'
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
  /** The failure itself. */
  error: UpstreamError | null
  /** On the monotonic clock, ms. */
  startedAt: number
  durationMs: number
}

/** What an answer of any status says about the time. */
export interface ServerDate {
  /** Whole seconds, ms UTC. */
  date: number
  /** ms the answer lay in a cache. */
  ageMs: number
  roundTripMs: number
}

export interface JsonClientOptions
  extends Omit<RequestOptions, 'timeouts' | 'maxBytes'>,
    Omit<RetryOptions, 'maxAttempts' | 'admit'> {
  /** Hears of every admitted attempt exactly once, before anyone else does. */
  onAttempt: (attempt: Attempt) => void
  /** Asked before each attempt: a reason sends nothing, `null` lets it leave. Default: always. */
  admit?: (path: string, isRetry: boolean) => Promise<UpstreamError | null>
  onDate?: (date: ServerDate) => void
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
    const startedAt = clock.monotonic()
    const report = (status: number | null, error: UpstreamError | null) => {
      const durationMs = Math.round(clock.monotonic() - startedAt)
      onAttempt({ path, status, failure: error?.failure ?? null, error, startedAt, durationMs })
    }
    try {
      const answer = await send(query === '' ? path : `${path}?${query}`)
      tellDate(answer, clock.monotonic() - startedAt)
      const value = read(readAnswer(answer, clock.now()))
      report(answer.status, null)
      return value
    } catch (thrown) {
      const error =
        thrown instanceof UpstreamError
          ? thrown
          : new UpstreamError('bad-shape', 'An answer could not be read', { cause: thrown })
      report(error.status, error)
      throw thrown
    }
  }

  function tellDate({ date, age }: Answer, roundTripMs: number): void {
    const time = parseHttpDate(date?.trim())
    if (time === null) return
    const ageMs = age !== undefined && /^\d{1,9}$/.test(age) ? Number(age) * 1_000 : 0
    options.onDate?.({ date: time, ageMs, roundTripMs })
  }

  return {
    get(request) {
      const admit = async (isRetry: boolean) => (await options.admit?.(request.path, isRetry)) ?? null
      return withRetries(() => attempt(request), { maxAttempts, admit, random, sleep })
    },
  }
}
