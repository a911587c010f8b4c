import fc from 'fast-check'
import { HEADERS, KEYS, METHODS, PATHS, PIECES, VALUES } from './hostile-words.ts'

/** A request as a stranger might make it. */
export interface HostileRequest {
  method: string
  /** Path and query, or whatever stands in their place. */
  target: string
  headers: readonly (readonly [name: string, value: string])[]
  body: string
  /** Ends lines, where HTTP wants CR LF. */
  lineEnd: string
  /** What follows on the same connection. */
  trailer: string
}

const path = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...PATHS) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom(...PATHS), fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 5 }))
      .map(([start, pieces]) => `${start.split('?', 1)[0]}/${pieces.join('/')}`),
  },
  { weight: 2, arbitrary: fc.webPath().map((one) => `/${one}`.slice(0, 3000)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(`/${'a'.repeat(3000)}`, `/${'a'.repeat(9000)}`, '//evil.example/', '*', ''),
  },
)

const query = fc
  .array(fc.tuple(fc.constantFrom(...KEYS), fc.oneof(fc.constantFrom(...VALUES), fc.webQueryParameters())), {
    maxLength: 5,
  })
  .map((pairs) => pairs.map(([name, value]) => `${name}=${value}`).join('&'))

const target = fc
  .tuple(
    path,
    fc.option(query, { nil: '', freq: 2 }),
    fc.constantFrom('', '', '', '', '', '', 'http://evil.example', 'HTTP://169.254.169.254'),
  )
  .map(
    ([where, what, origin]) =>
      `${origin}${where}${what === '' ? '' : `${where.includes('?') ? '&' : '?'}${what}`}`,
  )

const headers = fc.array(
  fc
    .constantFrom(...HEADERS)
    .chain(([name, values]) => fc.tuple(fc.constant(name), fc.constantFrom(...values))),
  { maxLength: 4 },
)

/** Requests over the whole surface: known and unknown addresses, broken and hostile dress, wrong methods, smuggling. */
export const hostileRequest: fc.Arbitrary<HostileRequest> = fc.record({
  method: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom('GET', 'GET', 'GET', 'HEAD') },
    { weight: 2, arbitrary: fc.constantFrom(...METHODS) },
  ),
  target,
  headers,
  body: fc.oneof(
    { weight: 8, arbitrary: fc.constant('') },
    { weight: 1, arbitrary: fc.string({ maxLength: 200 }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '0\r\n\r\n',
        '5\r\nhello\r\n0\r\n\r\n',
        'ffffffff\r\n',
        '{"then":"$1:__proto__:then"}',
      ),
    },
  ),
  lineEnd: fc.constantFrom('\r\n', '\r\n', '\r\n', '\r\n', '\r\n', '\r\n', '\r\n', '\n', '\r'),
  trailer: fc.constantFrom(
    '',
    '',
    '',
    '',
    '',
    'GET /hidden HTTP/1.1\r\nHost: x\r\n\r\n',
    '\0\0\0',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  ),
})

/** The request as bytes; what stands in it is not checked by anyone. */
export function requestBytes({
  method,
  target: where,
  headers: dress,
  body,
  lineEnd,
  trailer,
}: HostileRequest): Buffer {
  const hasHost = dress.some(([name]) => name === 'host')
  const lines = [
    `${method} ${where} HTTP/1.1`,
    ...(hasHost ? [] : ['Host: localhost']),
    ...dress.map(([name, value]) => `${name}: ${value}`),
    '',
    body,
  ]
  return Buffer.from(lines.join(lineEnd) + trailer, 'latin1')
}
