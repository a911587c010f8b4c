import { cacheControl } from '#lib/server/http/cache-control'
import { errorAnswer, nothingHere } from '#lib/server/http/error-answer'
import { holdsEtag, identityEtag } from '#lib/server/http/etag'
import type { Payload } from '#lib/server/http/payload'

/** A data response with a strong ETag, or 304 when the client already holds these bytes. */
export function respond(request: Request, payload: Payload): Response {
  const etag = identityEtag(payload.body)
  const headers = new Headers({
    ETag: etag,
    'Cache-Control': cacheControl(payload.cache, null),
    Vary: 'Accept-Encoding',
    'X-Content-Type-Options': 'nosniff',
    'Access-Control-Allow-Origin': '*',
    ...payload.headers,
  })
  if (holdsEtag(request.headers.get('if-none-match') ?? undefined, etag))
    return new Response(null, { status: 304, headers })
  headers.set('Content-Type', payload.contentType)
  return new Response(payload.body, { status: 200, headers })
}

/** Runs a route; any fault becomes the one error form. */
export async function answer(request: Request, produce: () => Promise<Payload>): Promise<Response> {
  try {
    return respond(request, await produce())
  } catch (error) {
    return refuse(error)
  }
}

function refuse(error: unknown): Response {
  const { status, body, headers } = errorAnswer(error)
  return new Response(body, { status, headers })
}

/** For addresses below `/api` that do not exist. */
export function noSuchRoute(): Response {
  return refuse(nothingHere())
}
