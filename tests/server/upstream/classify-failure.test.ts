import { describe, expect, test } from 'vitest'
import { classifyFailure } from '#lib/server/upstream/classify-failure'
import { DEFAULT_TIMEOUTS } from '#lib/server/upstream/deadlines'

const classify = (thrown: unknown) =>
  classifyFailure({
    thrown,
    expired: null,
    timeouts: DEFAULT_TIMEOUTS,
    maxBytes: 8 * 1_048_576,
    status: null,
  })

const withCode = (code: string) =>
  Object.assign(new Error('secret detail'), { code, config: { headers: 'secret' } })

describe('an error of the system', () => {
  test.each([
    ['ENOTFOUND', 'dns', 'CoinGecko is not reachable (its name could not be resolved, ENOTFOUND)'],
    ['EAI_AGAIN', 'dns', 'CoinGecko is not reachable (its name could not be resolved, EAI_AGAIN)'],
    ['ECONNREFUSED', 'connect', 'CoinGecko is not reachable (no connection, ECONNREFUSED)'],
    ['EHOSTUNREACH', 'connect', 'CoinGecko is not reachable (no connection, EHOSTUNREACH)'],
    ['ETIMEDOUT', 'connect', 'CoinGecko is not reachable (no connection, ETIMEDOUT)'],
    ['CERT_HAS_EXPIRED', 'tls', 'CoinGecko is not reachable (no secure connection, CERT_HAS_EXPIRED)'],
    [
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'tls',
      'CoinGecko is not reachable (no secure connection, DEPTH_ZERO_SELF_SIGNED_CERT)',
    ],
    [
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'tls',
      'CoinGecko is not reachable (no secure connection, ERR_TLS_CERT_ALTNAME_INVALID)',
    ],
    ['EPROTO', 'tls', 'CoinGecko is not reachable (no secure connection, EPROTO)'],
    ['ECONNRESET', 'network', 'CoinGecko is not reachable (the connection broke off, ECONNRESET)'],
    ['Z_BUF_ERROR', 'network', 'CoinGecko is not reachable (the connection broke off, Z_BUF_ERROR)'],
  ])('%s is a %s failure of which only the code is kept', (code, failure, message) => {
    const error = classify(withCode(code))
    expect(error).toMatchObject({ failure, message, status: null })
    expect(error.cause).toEqual(new Error(code))
  })
})

test.each([[new Error('secret')], ['secret'], [null], [undefined], [{ code: 7 }]])(
  'something thrown without a code (case %#) is a network failure without a cause',
  (thrown) => {
    const error = classify(thrown)
    expect(error).toMatchObject({
      failure: 'network',
      message: 'CoinGecko is not reachable (the connection broke off)',
    })
    expect(error.cause).toBeUndefined()
  },
)
