import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { acceptedEncoding } from '#lib/server/http/accepted-encoding'

describe('acceptedEncoding', () => {
  it.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['x-gzip', 'gzip'],
    ['GZIP', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['gzip;q=0', 'identity'],
    ['*', 'br'],
    ['*;q=0', 'identity'],
    ['br;q=0, *', 'gzip'],
    ['identity', 'identity'],
    ['br;q=nonsense', 'identity'],
    ['deflate', 'identity'],
  ])('reads %j as %s', (header, encoding) => {
    expect(acceptedEncoding(header)).toBe(encoding)
  })

  it('answers something sendable whatever stands in the header', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        expect(['br', 'gzip', 'identity']).toContain(acceptedEncoding(header))
      }),
    )
  })
})
