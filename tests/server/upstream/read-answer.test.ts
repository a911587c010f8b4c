import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isCutShort, readAnswer } from '#lib/server/upstream/read-answer'
import type { Answer } from '#lib/server/upstream/send-request'
import { UpstreamError } from '#lib/server/upstream/upstream-error'

const NOW = Date.parse('2026-11-22T06:30:00Z')

function answer(status: number, text: string, fields: Partial<Answer> = {}): Answer {
  return {
    status,
    text,
    contentType: 'application/json',
    retryAfter: undefined,
    rateLimitReset: undefined,
    date: undefined,
    age: undefined,
    ...fields,
  }
}

function refusal(status: number, body: unknown, fields: Partial<Answer> = {}): UpstreamError {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  try {
    readAnswer(answer(status, text, fields), NOW)
  } catch (error) {
    if (error instanceof UpstreamError) return error
    throw error
  }
  return expect.unreachable('the answer must be refused')
}

const recorded = (name: string) =>
  readFileSync(new URL(`../../fixtures/upstream-errors/${name}`, import.meta.url), 'utf8')

describe('recorded refusals', () => {
  test.each([
    [
      '400_10011_demo_key_on_pro_host.json',
      400,
      'bad-key',
      'CoinGecko refused the API key (code 10011): check COINGECKO_API_KEY and COINGECKO_PLAN',
    ],
    [
      '401_10012_time_range.json',
      401,
      'time-range',
      'The CoinGecko plan does not reach that far back (code 10012)',
    ],
    [
      '401_10012_time_range_b.json',
      401,
      'time-range',
      'The CoinGecko plan does not reach that far back (code 10012)',
    ],
    ['404_coin_not_found.json', 404, 'not-found', 'CoinGecko does not know what was asked for (status 404)'],
    ['429_rate_limit.json', 429, 'rate-limited', 'CoinGecko limits the rate of calls'],
  ] as const)('%s', (name, status, failure, message) => {
    expect(refusal(status, recorded(name))).toMatchObject({ failure, status, message })
  })

  test.each([
    ['401_10012_time_range.json', 'time-range'],
    ['429_rate_limit.json', 'rate-limited'],
    ['400_10011_demo_key_on_pro_host.json', 'bad-key'],
  ])('%s sent with status 200 is refused by its code', (name, failure) => {
    expect(refusal(200, recorded(name))).toMatchObject({ failure, status: 200 })
  })
})

describe('a key problem', () => {
  test.each([10002, 10010, 10011])('is told by code %i in either nesting', (code) => {
    const message = `CoinGecko refused the API key (code ${code}): check COINGECKO_API_KEY and COINGECKO_PLAN`
    expect(refusal(401, { status: { error_code: code } })).toMatchObject({ failure: 'bad-key', message })
    expect(refusal(401, { error: { status: { error_code: code } } })).toMatchObject({
      failure: 'bad-key',
      message,
    })
  })

  test.each([
    ['code 10005', 401, { status: { error_code: 10005 } }],
    ['code 10005 under 403', 403, { error: { status: { error_code: '10005' } } }],
    ['words', 401, { error: 'Your plan does not have access to this endpoint' }],
  ])('is told from a missing plan by %s', (_name, status, body) => {
    expect(refusal(status, body).failure).toBe('plan')
  })

  test('is assumed for a bare 401', () => {
    expect(refusal(401, 'Unauthorized')).toMatchObject({ failure: 'bad-key', status: 401 })
  })
})

describe('the status decides', () => {
  test.each([
    [400, 'bad-request'],
    [402, 'plan'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [408, 'server'],
    [414, 'bad-request'],
    [418, 'bad-request'],
    [429, 'rate-limited'],
    [451, 'forbidden'],
    [500, 'server'],
    [502, 'server'],
    [520, 'server'],
    [304, 'redirect'],
    [204, 'not-json'],
  ])('%i is %s whatever the page says', (status, failure) => {
    expect(refusal(status, '<html>Error 1020</html>', { contentType: 'text/html' })).toMatchObject({
      failure,
      status,
    })
  })

  test('a firewall code is a refusal of this server', () => {
    expect(refusal(403, { error_code: 1020 })).toMatchObject({
      failure: 'forbidden',
      message: "CoinGecko's firewall refuses this server (code 1020)",
    })
  })

  test('a fault upstream stays one although the body names another code', () => {
    expect(refusal(503, { status: { error_code: 10002 } }).failure).toBe('server')
  })

  test('an error object with 200 and an unknown code is a wrong shape', () => {
    expect(refusal(200, { status: { error_code: 77 } })).toMatchObject({ failure: 'bad-shape', status: 200 })
    expect(refusal(200, { status: { error_code: 503 } })).toMatchObject({ failure: 'server', status: 200 })
  })
})

describe('a rate limit', () => {
  const json = { status: { error_code: 429, error_message: "You've exceeded the Rate Limit." } }
  const forms = [
    ['JSON', json, 'application/json'],
    ['HTML', '<html>Too many requests</html>', 'text/html'],
    ['text', 'Throttled', 'text/plain'],
  ] as const
  const waits = [
    ['seconds', { retryAfter: '53' }, 53_000],
    [
      'a date',
      { retryAfter: 'Sun, 22 Nov 2026 07:00:53 GMT', date: 'Sun, 22 Nov 2026 07:00:00 GMT' },
      53_000,
    ],
    ['a reset time', { rateLimitReset: '2026-11-22 06:30:53 +0000' }, 53_000],
    ['nothing', {}, null],
    ['garbage', { retryAfter: 'whenever', rateLimitReset: '?' }, null],
    ['a negative number', { retryAfter: '-3' }, null],
    ['a huge number', { retryAfter: '99999999' }, 3_600_000],
  ] as const

  const cases = forms.flatMap(([form, body, contentType]) =>
    waits.map(([wait, headers, retryAfterMs]) => ({
      form,
      wait,
      body,
      retryAfterMs,
      headers: { contentType, ...headers },
    })),
  )

  test.each(cases)('as $form with $wait', ({ body, headers, retryAfterMs }) => {
    expect(refusal(429, body, headers)).toMatchObject({ failure: 'rate-limited', status: 429, retryAfterMs })
  })

  test('says how long it asks to wait', () => {
    const error = refusal(429, json, { retryAfter: '120' })
    expect(error.message).toBe('CoinGecko limits the rate of calls: it asks to wait 120 s')
  })

  test('sent with 200 is one all the same', () => {
    expect(refusal(200, json, { retryAfter: '7' })).toMatchObject({
      failure: 'rate-limited',
      retryAfterMs: 7_000,
    })
  })
})

test.each(['[{"a":NaN}]', '[{"a":Infinity}]', '[{"a":-Infinity}]'])('%s is no JSON', (text) => {
  expect(() => readAnswer(answer(200, text), NOW)).toThrow('something other than JSON')
})

describe('an accepted answer', () => {
  test.each([
    'application/json',
    'application/json; charset=utf-8',
    'Application/JSON',
    'application/problem+json',
    undefined,
  ])('may be labelled %s', (contentType) => {
    expect(readAnswer(answer(200, ' [1]', { contentType }), NOW)).toEqual([1])
  })

  test('keeps every digit of a number', () => {
    expect(readAnswer(answer(200, '{"a":2.902e-09}'), NOW)).toEqual({ a: 2.902e-9 })
  })
})

test.each([
  ['[', true],
  ['[{"a":1}', true],
  ['{"a":"b', true],
  ['{"a":"\\"', true],
  ['{"a":"]}"', true],
  ['[1,2,3', true],
  ['[NaN]', false],
  ['{"a":"\\\\"}', false],
  ['{"a":"[{"}', false],
  ['[1]]', false],
])('whether %j was cut short: %s', (text, expected) => {
  expect(isCutShort(text)).toBe(expected)
})
