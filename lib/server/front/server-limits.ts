import type { ServerOptions } from 'node:http'

/** What a connection may cost before it has said what it wants. */
export const SERVER_LIMITS: ServerOptions = {
  maxHeaderSize: 8 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
  // Answers are written whole; waiting for more to come would only delay them.
  noDelay: true,
  insecureHTTPParser: false,
}

/** Open connections at most: streams, and as many again. */
export const MOST_CONNECTIONS = 40_000
