import { createHash } from 'node:crypto'
import type { ErrorBody } from '#lib/core/contract/error'
import { AppError, type ErrorCode, isAppError } from '#lib/server/errors'

const STATUS: Readonly<Record<ErrorCode, number>> = {
  bad_request: 400,
  not_found: 404,
  upstream_unavailable: 503,
  rate_limited: 429,
  stale: 503,
  not_ready: 503,
  internal: 500,
}

/** Seconds after which a 503 is worth another try. */
const RETRY_AFTER_SECONDS = '5'

export const CACHE_DATA = 'public, max-age=5, s-maxage=15, stale-while-revalidate=60, stale-if-error=86400'

export interface Payload {
  body: string
  contentType: string
  cacheControl: string
  headers?: Readonly<Record<string, string>>
}

/** Serialised once per answer object: the services hand out the same object until something changes. */
const serialised = new WeakMap<object, string>()

/** An answer as JSON; the same object is written out only once. */
export function jsonPayload(value: object): Payload {
  const body = serialised.get(value) ?? JSON.stringify(value)
  serialised.set(value, body)
  return { body, contentType: 'application/json; charset=utf-8', cacheControl: CACHE_DATA }
}

/** A data response with a strong ETag, or 304 when the client already holds these bytes. */
export function respond(request: Request, payload: Payload): Response {
  const etag = `"${createHash('sha256').update(payload.body).digest('base64url').slice(0, 27)}"`
  const headers = new Headers({
    ETag: etag,
    'Cache-Control': payload.cacheControl,
    Vary: 'Accept-Encoding',
    'X-Content-Type-Options': 'nosniff',
    'Access-Control-Allow-Origin': '*',
    ...payload.headers,
  })
  if (matches(request.headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers })
  headers.set('Content-Type', payload.contentType)
  return new Response(payload.body, { status: 200, headers })
}

function matches(header: string | null, etag: string): boolean {
  if (header === null) return false
  return header.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag)
}

/** Runs a route and maps any fault to the one error form; details of an unexpected one stay in the log. */
export async function answer(request: Request, produce: () => Promise<Payload>): Promise<Response> {
  try {
    return respond(request, await produce())
  } catch (error) {
    return errorResponse(error)
  }
}

function errorResponse(error: unknown): Response {
  const known = isAppError(error)
  const code = known ? error.code : 'internal'
  const message = known ? error.message : 'Something went wrong on the server'
  const body: ErrorBody = {
    error: { code, message, ...(known && error.field ? { field: error.field } : {}) },
  }
  const status = STATUS[code]
  return Response.json(body, {
    status,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      ...(status === 503 ? { 'Retry-After': RETRY_AFTER_SECONDS } : {}),
    },
  })
}

/** For addresses below `/api` that do not exist. */
export function noSuchRoute(): Response {
  return errorResponse(new AppError('not_found', 'There is nothing at this address; see /api/openapi.json'))
}
