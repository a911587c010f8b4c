import type { Readable } from 'node:stream'

export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError'
}

/**
 * Reads a decoded body as UTF-8. Bytes are counted as they come, after decompression, so a small compressed
 * body that would unfold into a huge one is cut off at `maxBytes`; the stream is destroyed on every way out.
 */
export async function readBody(stream: Readable, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) throw new BodyTooLargeError(`more than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  return new TextDecoder().decode(Buffer.concat(chunks))
}
