import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { acceptedEncoding, type Encoding } from '#lib/server/http/accepted-encoding'
import { encodedEtag, holdsEtag, identityEtag } from '#lib/server/http/etag'

const compressGzip = promisify(gzip)
const compressBrotli = promisify(brotliCompress)

/** What a 304 repeats of an answer's own headers: browsers check these on every answer, and keep the others. */
const NAMED_ON_304 = new Set(['X-Content-Type-Options', 'Access-Control-Allow-Origin', 'Cache-Control'])

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
  readonly full: Head
  /** Of a 304: what a reader that holds the body has to know. */
  readonly held: Head
}

/** Header names and values in turn, as `writeHead` takes them. */
interface Head {
  readonly fixed: readonly string[]
  /** The last whole head sent: what changes from send to send changes seldom. */
  changing: string | null
  whole: string[]
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
    const validators = ['ETag', tag, 'Vary', 'Accept-Encoding']
    const held = Object.entries(headers).filter(([name]) => NAMED_ON_304.has(name))
    return {
      body,
      etag: tag,
      held: head([...held.flat(), ...validators]),
      full: head([
        ...Object.entries(headers).flat(),
        ...validators,
        'Content-Type',
        contentType,
        'Content-Length',
        String(body.length),
        ...(encoding === 'identity' ? [] : ['Content-Encoding', encoding]),
      ]),
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
 * @param cacheControl `null` where the answer carries its own
 * @returns the status sent
 */
export function sendPrepared(
  request: IncomingMessage,
  response: ServerResponse,
  prepared: PreparedResponse,
  cacheControl: string | null,
): number {
  const { headers } = request
  const wanted = acceptedEncoding(headers['accept-encoding'] as string | undefined)
  const encoded = prepared.encodings[wanted] ?? prepared.encodings.identity
  const held = headers['if-none-match']
  if (held !== undefined && prepared.status === 200 && isHeld(held, encoded, prepared)) {
    response.writeHead(304, wholeHead(encoded.held, cacheControl)).end()
    return 304
  }
  response.writeHead(prepared.status, wholeHead(encoded.full, cacheControl)).end(encoded.body)
  return prepared.status
}

function isHeld(header: string, { etag }: Encoded, prepared: PreparedResponse): boolean {
  return header === etag || holdsEtag(header, prepared.etag)
}

function head(fixed: readonly string[]): Head {
  return { fixed, changing: null, whole: [...fixed] }
}

function wholeHead(one: Head, cacheControl: string | null): string[] {
  if (cacheControl !== null && cacheControl !== one.changing) {
    one.changing = cacheControl
    one.whole = ['Cache-Control', cacheControl, ...one.fixed]
  }
  return one.whole
}
