import type { ErrorBody } from '#lib/core/contract/error'
import { AppError, type ErrorCode, isAppError } from '#lib/server/errors'

const STATUS: Readonly<Record<ErrorCode, number>> = {
  bad_request: 400,
  not_found: 404,
  method_not_allowed: 405,
  body_not_allowed: 413,
  address_too_long: 414,
  upstream_unavailable: 503,
  rate_limited: 429,
  stale: 503,
  not_ready: 503,
  overloaded: 503,
  stream_limit: 503,
  draining: 503,
  internal: 500,
}

/** Seconds after which a refused request is worth another try. */
const RETRY_AFTER_SECONDS = 5

/** A refusal in the one error form; never kept by a cache. */
export interface ErrorAnswer {
  status: number
  body: string
  headers: Readonly<Record<string, string>>
}

/** Any fault as an answer; details of an unexpected one stay in the log. */
export function errorAnswer(error: unknown): ErrorAnswer {
  const { code, message, field, retryAfterSeconds } = isAppError(error) ? error : unexpected
  const status = STATUS[code]
  const body: ErrorBody = { error: { code, message, ...(field ? { field } : {}) } }
  return {
    status,
    body: JSON.stringify(body),
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      ...(status === 405 ? { Allow: 'GET, HEAD' } : {}),
      ...(status === 503 || status === 429
        ? { 'Retry-After': String(retryAfterSeconds ?? RETRY_AFTER_SECONDS) }
        : {}),
    },
  }
}

const unexpected = new AppError('internal', 'Something went wrong on the server')

/** For addresses that do not exist. */
export function nothingHere(): AppError {
  return new AppError('not_found', 'There is nothing at this address; see /api/openapi.json')
}
