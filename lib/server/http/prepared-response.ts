import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { acceptedEncoding, type Encoding } from '#lib/server/http/accepted-encoding'
import { encodedEtag, holdsEtag, identityEtag } from '#lib/server/http/etag'

const compressGzip = promisify(gzip)
const compressBrotli = promisify(brotliCompress)

/** Below this compression costs more than it saves, bytes. */
const SMALLEST_COMPRESSED = 512

/** An answer whose bytes are made once and sent as often as asked for. */
export interface PreparedResponse {
  readonly status: number
  /** In the order of preference; the identity always exists. */
  readonly encodings: Readonly<Partial<Record<Encoding, Encoded>> & { identity: Encoded }>
  /** The identity's; encodings have their own of the same family. */
  readonly etag: string
  /** Bytes held in memory. */
  readonly size: number
}

interface Encoded {
  readonly body: Buffer
  readonly etag: string
  /** Names and values in turn, as `writeHead` takes them; all but what changes from send to send. */
  readonly headers: readonly string[]
  /** As `headers`, without those that describe a body. */
  readonly headersWithoutBody: readonly string[]
}

export interface Preparation {
  body: string | Buffer
  contentType: string
  status?: number
  headers?: Readonly<Record<string, string>>
  /** Brotli's quality: low for what lives a minute, high for what lives as long as the process. Default 5. */
  compression?: number | 'none'
}

/** Compresses off the main thread; the answer is complete or not there at all. */
export async function prepareResponse(preparation: Preparation): Promise<PreparedResponse> {
  const { contentType, status = 200, headers = {}, compression = 5 } = preparation
  const identity = Buffer.from(preparation.body)
  const etag = identityEtag(identity)
  const encode = (body: Buffer, encoding: Encoding): Encoded => {
    const tag = encoding === 'identity' ? etag : encodedEtag(etag, encoding)
    const common = Object.entries({ ...headers, ETag: tag, Vary: 'Accept-Encoding' }).flat()
    return {
      body,
      etag: tag,
      headersWithoutBody: common,
      headers: [
        ...common,
        'Content-Type',
        contentType,
        'Content-Length',
        String(body.length),
        ...(encoding === 'identity' ? [] : ['Content-Encoding', encoding]),
      ],
    }
  }
  const isCompressed = compression !== 'none' && identity.length >= SMALLEST_COMPRESSED
  const compressed = isCompressed ? await compress(identity, compression) : null
  return {
    status,
    etag,
    encodings: {
      identity: encode(identity, 'identity'),
      ...(compressed && { gzip: encode(compressed.gzip, 'gzip'), br: encode(compressed.br, 'br') }),
    },
    size: identity.length + (compressed ? compressed.gzip.length + compressed.br.length : 0),
  }
}

async function compress(body: Buffer, quality: number) {
  const [gzipped, br] = await Promise.all([
    compressGzip(body),
    compressBrotli(body, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: quality,
        [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      },
    }),
  ])
  return { gzip: gzipped, br }
}

/**
 * Sends a prepared answer in the encoding the reader takes, or 304 where the reader holds it already.
 * @param changing header names and values in turn that differ from send to send, such as `Cache-Control`
 * @returns the status sent
 */
export function sendPrepared(
  request: IncomingMessage,
  response: ServerResponse,
  prepared: PreparedResponse,
  changing: readonly string[],
): number {
  const wanted = acceptedEncoding(request.headers['accept-encoding'] as string | undefined)
  const encoded = prepared.encodings[wanted] ?? prepared.encodings.identity
  const held = request.headers['if-none-match']
  if (prepared.status === 200 && (held === encoded.etag || holdsEtag(held, prepared.etag))) {
    response.writeHead(304, [...changing, ...encoded.headersWithoutBody]).end()
    return 304
  }
  response.writeHead(prepared.status, [...changing, ...encoded.headers]).end(encoded.body)
  return prepared.status
}
