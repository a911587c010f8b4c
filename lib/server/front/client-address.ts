import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'

/**
 * Who asks, for limits: an IPv4 address or the /56 of an IPv6 one. `X-Forwarded-For` is believed for as many hops as
 * the operator runs proxies, from the right; what stands left of them anyone could have written.
 */
export function clientAddress(request: IncomingMessage, trustedProxies: number): string {
  const remote = request.socket.remoteAddress ?? 'unknown'
  if (trustedProxies === 0) return network(remote)
  const header = request.headers['x-forwarded-for']
  const hops = typeof header === 'string' ? header.split(',').map((hop) => hop.trim()) : []
  const named = hops[Math.max(0, hops.length - trustedProxies)]
  return network(named !== undefined && isIP(named) !== 0 ? named : remote)
}

/** A /56 of IPv6 is one customer: three whole groups and half of the fourth. */
function network(address: string): string {
  const mapped = address.startsWith('::ffff:') ? address.slice(7) : address
  if (isIP(mapped) !== 6) return mapped
  const [a, b, c, d = 0] = expanded(mapped)
  return `${[a, b, c, d & 0xff00].map((group) => group?.toString(16)).join(':')}::/56`
}

/** The eight groups of an IPv6 address as numbers. */
function expanded(address: string): number[] {
  const [left = '', right] = (address.split('%')[0] ?? '').split('::')
  const groups = (part: string) => (part === '' ? [] : part.split(':').map((group) => parseInt(group, 16)))
  const head = groups(left)
  if (right === undefined) return head
  const tail = groups(right)
  return [...head, ...Array<number>(Math.max(0, 8 - head.length - tail.length)).fill(0), ...tail]
}
