/** Length of the signature and of the first chunk (IHDR) of every PNG. */
const HEAD_LENGTH = 8 + 25
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/**
 * A PNG with words about itself: one `iTXt` chunk per entry right after the header, UTF-8, uncompressed, so that a
 * picture that travels alone still says what it shows, as of when and from where.
 * Source: Portable Network Graphics (W3C, third edition) 11.3.3.
 * @throws TypeError when the bytes are not a PNG
 */
export function withPngText(png: Uint8Array, entries: Readonly<Record<string, string>>): Uint8Array {
  if (SIGNATURE.some((byte, at) => png[at] !== byte)) throw new TypeError('these bytes are not a PNG')
  const chunks = Object.entries(entries).map(([keyword, text]) => textChunk(keyword, text))
  const added = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  const result = new Uint8Array(png.length + added)
  result.set(png.subarray(0, HEAD_LENGTH))
  let at = HEAD_LENGTH
  for (const chunk of chunks) {
    result.set(chunk, at)
    at += chunk.length
  }
  result.set(png.subarray(HEAD_LENGTH), at)
  return result
}

function textChunk(keyword: string, text: string): Uint8Array {
  // Keyword, end mark, not compressed, no method, no language, no translated keyword, text.
  const body = new TextEncoder().encode(`iTXt${keyword}\0\0\0\0\0${text}`)
  const chunk = new Uint8Array(body.length + 8)
  const view = new DataView(chunk.buffer)
  view.setUint32(0, body.length - 4)
  chunk.set(body, 4)
  view.setUint32(4 + body.length, crc32(body))
  return chunk
}

/** CRC-32 of ISO 3309, as PNG asks for it. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return (crc ^ 0xffffffff) >>> 0
}
