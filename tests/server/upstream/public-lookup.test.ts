import type { LookupFunction } from 'node:net'
import { describe, expect, test } from 'vitest'
import {
  createPublicLookup,
  isPrivateAddress,
  PRIVATE_ADDRESS_CODE,
} from '#lib/server/upstream/public-lookup'

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  'fc00::1',
  'fd12::1',
  'fe80::1',
  '::ffff:10.0.0.1',
  '::ffff:7f00:1',
])('%s is private', (address) => {
  expect(isPrivateAddress(address)).toBe(true)
})

test.each(['1.1.1.1', '104.18.0.1', '172.32.0.1', '192.169.0.1', '2606:4700::1', '::ffff:1.1.1.1'])(
  '%s is public',
  (address) => {
    expect(isPrivateAddress(address)).toBe(false)
  },
)

describe('a lookup of public addresses only', () => {
  type Answer = Parameters<Parameters<LookupFunction>[2]>
  const ask = (...answer: Answer) =>
    new Promise<Answer>((resolve) => {
      const lookup = createPublicLookup((_hostname, _options, callback) => callback(...answer))
      lookup('api.coingecko.com', { all: true }, (...result) => resolve(result))
    })

  test('passes public answers on in both forms', async () => {
    const all = [{ address: '104.18.0.1', family: 4 }]
    expect(await ask(null, all)).toEqual([null, all, undefined])
    expect(await ask(null, '104.18.0.1', 4)).toEqual([null, '104.18.0.1', 4])
  })

  test('refuses when one of several answers is private', async () => {
    const mixed = [
      { address: '104.18.0.1', family: 4 },
      { address: '::1', family: 6 },
    ]
    expect((await ask(null, mixed))[0]?.code).toBe(PRIVATE_ADDRESS_CODE)
    expect((await ask(null, '169.254.169.254', 4))[0]?.code).toBe(PRIVATE_ADDRESS_CODE)
  })

  test('passes a failure on', async () => {
    const failure = Object.assign(new Error('not found'), { code: 'ENOTFOUND' })
    expect((await ask(failure, ''))[0]).toBe(failure)
  })
})
