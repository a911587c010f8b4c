import { describe, expect, test } from 'vitest'
import { retryDelayMs, withRetries } from '#lib/server/upstream/retry'
import { UpstreamError, type UpstreamFailure } from '#lib/server/upstream/upstream-error'

function failing(failure: UpstreamFailure, retryAfterMs: number | null = null) {
  const delays: number[] = []
  let calls = 0
  const run = withRetries(
    () => {
      calls += 1
      return Promise.reject(
        new UpstreamError(failure, 'It failed', { retryAfterMs, cause: new Error('ECONNRESET') }),
      )
    },
    {
      maxAttempts: 3,
      admit: async () => null,
      random: () => 0.5,
      sleep: (ms) => {
        delays.push(ms)
        return Promise.resolve()
      },
    },
  )
  return run.then(
    () => expect.unreachable('the call must fail'),
    (error: UpstreamError) => ({ error, calls, delays }),
  )
}

describe('the retry policy', () => {
  test.each(['dns', 'connect', 'timeout', 'network', 'server'] as const)(
    'tries twice more after %s',
    async (failure) => {
      const { error, calls, delays } = await failing(failure)
      expect(calls).toBe(3)
      expect(delays).toEqual([500, 1_000])
      expect(error).toMatchObject({ failure, attempts: 3, message: 'It failed' })
      expect(error.cause).toEqual(new Error('ECONNRESET'))
    },
  )

  test.each([
    'tls',
    'rate-limited',
    'bad-key',
    'plan',
    'time-range',
    'forbidden',
    'not-found',
    'bad-request',
    'redirect',
    'too-large',
    'not-json',
    'bad-shape',
  ] as const)('never tries again after %s', async (failure) => {
    const { error, calls, delays } = await failing(failure)
    expect({ calls, delays, attempts: error.attempts }).toEqual({ calls: 1, delays: [], attempts: 1 })
  })

  test('leaves the waiting to the caller when a fault upstream names a time', async () => {
    const { error, calls } = await failing('server', 30_000)
    expect(calls).toBe(1)
    expect(error.retryAfterMs).toBe(30_000)
  })

  test('spreads the delay over the whole range up to the doubled and capped limit', () => {
    expect(retryDelayMs(0, () => 0)).toBe(0)
    expect([0, 1, 2, 4, 5, 10, 60].map((retry) => retryDelayMs(retry, () => 1))).toEqual([
      1_000, 2_000, 4_000, 16_000, 30_000, 30_000, 30_000,
    ])
  })

  test('gives back the value of the attempt that succeeds', async () => {
    let calls = 0
    const attempt = () => {
      calls += 1
      return calls < 3 ? Promise.reject(new UpstreamError('server', 'It failed')) : Promise.resolve('value')
    }
    const options = {
      maxAttempts: 3,
      admit: async () => null,
      random: () => 0,
      sleep: () => Promise.resolve(),
    }
    expect(await withRetries(attempt, options)).toBe('value')
  })

  test('passes on a fault of our own without trying again', async () => {
    let calls = 0
    const attempt = () => {
      calls += 1
      return Promise.reject(new TypeError('ours'))
    }
    const options = {
      maxAttempts: 3,
      admit: async () => null,
      random: () => 0,
      sleep: () => Promise.resolve(),
    }
    await expect(withRetries(attempt, options)).rejects.toThrow(TypeError)
    expect(calls).toBe(1)
  })
})
