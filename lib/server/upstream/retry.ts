import { UpstreamError, type UpstreamFailure } from '#lib/server/upstream/upstream-error'

/** Failures that another try may heal. Rate limits, refusals and wrong shapes are never tried again at once. */
const RETRYABLE: ReadonlySet<UpstreamFailure> = new Set(['dns', 'connect', 'timeout', 'network', 'server'])

const BASE_DELAY_MS = 1_000
const MAX_DELAY_MS = 30_000

export interface RetryOptions {
  /** HTTP attempts in all, the first included. */
  maxAttempts: number
  /** Uniform in 0…1. */
  random: () => number
  sleep: (ms: number) => Promise<void>
  /** Asked right before each attempt; a reason ends the call: each attempt counts upstream. */
  admit: (isRetry: boolean) => Promise<UpstreamError | null>
}

/** Full jitter: uniform between 0 and the doubled, capped delay, ms. `retry` counts from 0. */
export function retryDelayMs(retry: number, random: () => number): number {
  return random() * Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** retry)
}

function mayTryAgain(error: UpstreamError): boolean {
  // An upstream that names a time is not asked before it; the caller waits.
  return RETRYABLE.has(error.failure) && error.retryAfterMs === null
}

function withAttempts(error: UpstreamError, attempts: number): UpstreamError {
  const { failure, message, status, retryAfterMs, cause } = error
  return new UpstreamError(failure, message, { status, retryAfterMs, attempts, cause })
}

/** The only retry policy of the project. The error thrown in the end says how many attempts were made. */
export async function withRetries<T>(attempt: () => Promise<T>, options: RetryOptions): Promise<T> {
  let failed: UpstreamError | null = null
  for (let attempts = 0; ; attempts += 1) {
    const refusal = await options.admit(failed !== null)
    if (refusal) throw withAttempts(failed ?? refusal, attempts)
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error
      failed = error
    }
    const made = attempts + 1
    if (made >= options.maxAttempts || !mayTryAgain(failed)) throw withAttempts(failed, made)
    await options.sleep(retryDelayMs(attempts, options.random))
  }
}
