import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { clientAddress } from '#lib/server/front/client-address'

/** The two parts of a request that say who asks. */
function request(remoteAddress: string, forwarded?: string): IncomingMessage {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
  return { socket: { remoteAddress }, headers } as unknown as IncomingMessage
}

describe('clientAddress', () => {
  it('believes nobody but the connection when there is no proxy', () => {
    expect(clientAddress(request('203.0.113.9', '198.51.100.1'), 0)).toBe('203.0.113.9')
  })

  it('takes the address the nearest trusted proxy saw, whatever the client wrote before it', () => {
    expect(clientAddress(request('10.0.0.1', 'spoofed, 1.1.1.1, 198.51.100.1'), 1)).toBe('198.51.100.1')
    expect(clientAddress(request('10.0.0.1', '9.9.9.9, 198.51.100.1, 10.0.0.2'), 2)).toBe('198.51.100.1')
  })

  it('falls back to the connection when the header is missing or not an address', () => {
    expect(clientAddress(request('10.0.0.1'), 1)).toBe('10.0.0.1')
    expect(clientAddress(request('10.0.0.1', '<script>'), 1)).toBe('10.0.0.1')
  })

  it('is one client for a whole /56 of IPv6, and for IPv4 however it is written', () => {
    const one = clientAddress(request('2001:db8:1:22ff::1'), 0)
    expect(clientAddress(request('2001:0db8:0001:2200:ffff::9'), 0)).toBe(one)
    expect(clientAddress(request('2001:db8:1:2300::1'), 0)).not.toBe(one)
    expect(clientAddress(request('::ffff:203.0.113.9'), 0)).toBe('203.0.113.9')
    expect(clientAddress(request('fe80::1%eth0'), 0)).toBe(clientAddress(request('fe80::2'), 0))
  })
})
