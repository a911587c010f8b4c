import type { ServerResponse } from 'node:http'
import type { ErrorBody } from '#lib/core/contract/error'

export type StreamRefusal = 'total' | 'perClient' | 'draining'

const ERRORS: Readonly<Record<StreamRefusal, ErrorBody['error']>> = {
  total: { code: 'stream_limit', message: 'All live streams are taken; ask /api/snapshot instead' },
  perClient: {
    code: 'stream_limit',
    message: 'Your address holds as many live streams as one may; close one, or ask /api/snapshot instead',
  },
  draining: { code: 'draining', message: 'The server is ending; come back in a few seconds' },
}

/** When to come back, at random so that not all who were refused come at once, s. */
const RETRY_AFTER = { least: 5, most: 30 }

/** 503 with the reason and when to come back. */
export function refuseStream(response: ServerResponse, refusal: StreamRefusal, random: () => number): void {
  const body: ErrorBody = { error: ERRORS[refusal] }
  const { least, most } = RETRY_AFTER
  response
    .writeHead(503, {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store',
      'Retry-After': String(least + Math.floor(random() * (most - least + 1))),
      'X-Content-Type-Options': 'nosniff',
    })
    .end(JSON.stringify(body))
}
