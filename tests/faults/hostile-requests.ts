import fc from 'fast-check'

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

const PATHS = [
  ...[
    '/',
    '/volatility',
    '/stack',
    '/methodology',
    '/status',
    '/icon.svg',
    '/opengraph-image',
    '/favicon.ico',
  ],
  ...['/layers/infrastructure', '/layers/nowhere', '/tokens/bittensor', '/tokens/nobody', '/robots.txt'],
  ...['/api/snapshot', '/api/snapshot.csv', '/api/layers.csv', '/api/series', '/api/stack', '/api/status'],
  ...[
    '/api/openapi.json',
    '/api/volatility',
    '/api/correlation',
    '/api/layers/middleware',
    '/api/nothing',
    '/api/',
  ],
  ...[
    '/api/tokens/bittensor',
    '/api/tokens/bittensor/history',
    '/healthz',
    '/readyz',
    '/metrics',
    '/api/stream?x=1',
  ],
  ...[
    '/_next/image',
    '/_next/static/x.js',
    '/_next/data/x/index.json',
    '/_next/webpack-hmr',
    '/__nextjs_original-stack-frame',
  ],
]
const PIECES = [
  '..',
  '.',
  '%2e%2e',
  '%2f',
  '%5c',
  '%00',
  '%',
  '%ZZ',
  '%c0%ae',
  '\\',
  '//',
  ';',
  ':',
  '~',
  '__proto__',
  'constructor',
  'etc',
  'passwd',
  '.env',
  '.git',
  'wp-admin',
  'a'.repeat(600),
  '%F0%9F%98%80',
  '%ff',
  '[slug]',
  '_rsc',
  "'",
  '%3Cscript%3E',
  '{}',
  '$ref',
  '@fs',
  'null',
  '-1',
  '1e309',
]
const KEYS = [
  'weighting',
  'scope',
  'currency',
  'whatif',
  'maxAge',
  'range',
  'ids',
  'layers',
  'window',
  'estimator',
  'bom',
  'delimiter',
  'decimal',
  'layer',
  'q',
  '_rsc',
  'url',
  'next',
  'x',
  '__proto__',
  'constructor',
  '',
  'weighting[]',
  '%00',
  '%ZZ',
  'toString',
]
const VALUES = [
  'cap',
  'capped',
  'sqrt',
  'all',
  'core',
  'usd',
  'eur',
  '7d',
  '30d',
  '1y',
  '9999d',
  '-1',
  '0',
  '1',
  '9e15',
  'NaN',
  '%00',
  '%ZZ',
  '%0d%0aX: 1',
  '',
  'bittensor',
  'bittensor,near',
  'a,'.repeat(80),
  'golem:-',
  'golem:marketplaces,io:-',
  ':'.repeat(100),
  '__proto__',
  '../../etc/passwd',
  '<script>',
  '%3Cimg%20src=x%3E',
  "' or 1=1--",
  '{{7*7}}',
  '%F0%9F%98%80',
  'a'.repeat(2000),
]
const HEADERS: readonly (readonly [string, readonly string[]])[] = [
  ['rsc', ['1', '0', 'x']],
  ['next-router-state-tree', ['%5B%22%22%5D', 'garbage', '%', '['.repeat(500)]],
  ['next-router-prefetch', ['1', '2']],
  ['next-router-segment-prefetch', ['/_tree', '../..']],
  ['next-url', ['/', '//evil.example', '/\\']],
  ['next-action', ['x', '4'.repeat(40)]],
  ['next-resume', ['1']],
  ['x-middleware-subrequest', ['middleware:middleware:middleware', 'src/middleware']],
  ['x-nextjs-data', ['1']],
  ['x-forwarded-for', ['127.0.0.1', '::1, 10.0.0.1', 'x'.repeat(500)]],
  ['x-forwarded-host', ['evil.example', 'evil.example:99999']],
  ['x-forwarded-proto', ['https', 'javascript']],
  ['if-none-match', ['*', '"x"', 'W/"x"', '"'.repeat(300), 'W/']],
  ['if-modified-since', ['Thu, 01 Jan 2099 00:00:00 GMT', 'x']],
  ['range', ['bytes=0-1', 'bytes=-1', 'bytes=0-,0-,0-,0-']],
  ['accept-encoding', ['br', 'gzip;q=0', '*;q=0', 'br;q=2, x'.repeat(50), '']],
  ['accept', ['text/x-component', '*/*']],
  ['content-type', ['multipart/form-data; boundary=x', 'text/plain']],
  ['content-length', ['0', '5', '-1', '99999999999', '0, 0', '+1']],
  ['transfer-encoding', ['chunked', 'identity', 'xchunked', 'chunked, chunked']],
  ['expect', ['100-continue', '200-ok']],
  ['upgrade', ['websocket', 'h2c', 'TLS/1.0']],
  ['connection', ['upgrade', 'close', 'keep-alive, x', 'transfer-encoding']],
  ['origin', ['null', 'http://evil.example']],
  ['cookie', ['__prerender_bypass=x', 'a=b; '.repeat(200)]],
  ['host', ['', 'evil.example', 'localhost:1:2', '[::1', 'a b']],
  ['x-huge', ['y'.repeat(3000), 'y'.repeat(9000)]],
  ['bad name', ['1']],
]
const METHODS = [
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'CONNECT',
  'PROPFIND',
  'PURGE',
  'get',
  'FOO',
  'QUERY',
]

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
