import type { IncomingMessage, ServerResponse } from 'node:http'

/** One request with its answer on the way. */
export interface Exchange {
  request: IncomingMessage
  response: ServerResponse
  /** As it came. */
  url: string
  /** The address before its question mark. */
  pathname: string
  /** ms on the monotonic clock. */
  startedAt: number
  /** What it is counted under. */
  route: string
}
