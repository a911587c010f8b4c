import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { withPngText } from '#lib/core/chart/png-text'

/** One grey pixel, as written by a common image editor. */
const PIXEL = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
    'base64',
  ),
)

function chunks(png: Uint8Array) {
  const view = new DataView(png.buffer, png.byteOffset)
  const found: { type: string; body: Buffer; crc: number }[] = []
  for (let at = 8; at < png.length; ) {
    const length = view.getUint32(at)
    const type = Buffer.from(png.subarray(at + 4, at + 8)).toString('ascii')
    found.push({
      type,
      body: Buffer.from(png.subarray(at + 8, at + 8 + length)),
      crc: view.getUint32(at + 8 + length),
    })
    at += 12 + length
  }
  return found
}

describe('withPngText', () => {
  const written = withPngText(PIXEL, { Title: 'Rolling volatility, 30 d', Source: 'Köln' })

  it('adds its words after the header and leaves the picture as it is', () => {
    const found = chunks(written)
    expect(found.map(({ type }) => type)).toEqual(['IHDR', 'iTXt', 'iTXt', 'IDAT', 'IEND'])
    expect(found[1]?.body.toString('utf8')).toBe('Title\0\0\0\0\0Rolling volatility, 30 d')
    expect(found[2]?.body.toString('utf8')).toBe('Source\0\0\0\0\0Köln')
    expect(inflateSync(found[3]?.body ?? Buffer.alloc(0))).toHaveLength(2)
  })

  it('closes its chunks with the checksum that the picture itself uses', () => {
    // IEND has no body: its checksum is a constant of the standard.
    expect(chunks(written).at(-1)?.crc).toBe(0xae426082)
    const probe = chunks(withPngText(PIXEL, { a: 'b' }))[1]
    expect(probe?.crc).toBe(CRC_OF_PROBE)
  })

  it('refuses what is not a PNG', () => {
    expect(() => withPngText(new Uint8Array(64), {})).toThrow('not a PNG')
  })
})

/** `zlib.crc32(b"iTXta\0\0\0\0\0b")` of CPython. */
const CRC_OF_PROBE = 0x9f0c0442
