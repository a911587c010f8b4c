import type { Row } from '../row.ts'
import {
  fixedFileName,
  framed,
  marksCostNothing,
  noFileIsReached,
  nothingReflected,
  oneCacheKey,
  TRAVERSALS,
} from './request-checks.ts'
import { answeredWithin, answers, answersRaw, probe, refused } from './request-expectations.ts'

const LONG = 'a'.repeat(9000)
const ATTACKS = ['a', 'a,', 'a:', ':-', '%2c', '-', '.', 'a-'].map((piece) =>
  piece.repeat(1300).slice(0, 3800),
)
const TOKENS = Array.from({ length: 1000 }, (_, at) => `token-${at}`)

const HEAD = 'Host: localhost\r\n'

/** Requests made to harm: refused at the front, at once, and without a word about the inside. */
export const REQUEST_ROWS: readonly Row[] = [
  {
    id: 'A1',
    fault: 'addresses and headers beyond 4 and 8 KB',
    expect: [
      answers(refused(`/${LONG}`, 414, 431), refused(`/api/snapshot?whatif=${LONG.slice(0, 5000)}`, 414), {
        path: '/',
        status: [431],
        headers: { 'x-long': LONG },
      }),
      answeredWithin(250, ...Array.from({ length: 50 }, () => refused(`/${LONG}`, 414, 431))),
    ],
  },
  {
    id: 'A2',
    fault: 'malformed, repeated and unknown parameters',
    by: [
      {
        file: 'tests/server/http/parse-query.test.ts',
        test: 'answers any query string with a value or a 400, and pollutes nothing',
      },
    ],
    expect: [
      answers(
        ...[
          'weighting=%ZZ',
          'weighting=cap&weighting=cap',
          'weighting[]=cap',
          'weighting=%00',
          'x=1',
          'weighting=',
          '%00=1',
          '__proto__=1',
          'constructor=1',
          'maxAge=-1',
          'maxAge=1e9',
          'scope=ALL',
        ].map((query) => refused(`/api/snapshot?${query}`, 400)),
      ),
    ],
  },
  {
    id: 'A3',
    fault: 'a range without bounds',
    expect: [
      answers(
        refused('/api/tokens/bittensor/history?from=-1&to=9e15', 400),
        refused('/api/series?range=9999d', 400),
      ),
      async (stage) => {
        const { text } = await probe(stage, refused('/api/tokens/bittensor/history?range=1y', 200))
        if (text.length > 1_000_000) throw new Error(`${text.length} bytes of history`)
      },
      answeredWithin(
        50,
        ...Array.from({ length: 5 }, () => refused('/api/tokens/bittensor/history?range=1y', 200)),
      ),
    ],
  },
  {
    id: 'A4',
    fault: 'a thousand ids',
    expect: [
      answers(
        refused(`/api/volatility?ids=${TOKENS.slice(0, 300).join(',')}`, 400),
        refused(`/api/correlation?ids=${TOKENS.slice(0, 300).join(',')}`, 400),
        refused(`/api/volatility?ids=${TOKENS.join(',')}`, 414, 431),
      ),
    ],
  },
  { id: 'A5', fault: `${TRAVERSALS.length} traversals`, expect: [noFileIsReached] },
  { id: 'A7', fault: 'line breaks in a download', expect: [fixedFileName] },
  { id: 'A8', fault: 'markup in an address', expect: [nothingReflected] },
  {
    id: 'A11',
    fault: 'the image optimizer as a proxy',
    expect: [
      answers(
        ...[
          'http://127.0.0.1/',
          'http://169.254.169.254/latest',
          'http://[::1]/',
          'http://2130706433/',
          '/icon.svg',
        ].map((url) => refused(`/_next/image?url=${encodeURIComponent(url)}&w=64&q=75`, 404)),
      ),
    ],
  },
  {
    id: 'A12',
    fault: 'an address that looks like another site',
    expect: [
      async (stage) => {
        for (const path of [
          '//evil.example',
          '/\\evil.example',
          '/%5cevil.example',
          '//evil.example/%2e%2e',
          '/%2f%2fevil.example',
          '/tokens//evil.example',
          '/?next=//evil.example',
          '/volatility/',
        ]) {
          const { headers } = await probe(stage, { path, status: [200, 301, 308, 400, 404] })
          const { location } = headers
          if (location !== undefined && !/^\/(?![/\\])/.test(location))
            throw new Error(`${path} leads to ${location}`)
        }
      },
    ],
  },
  {
    id: 'A13',
    fault: 'text that makes a pattern backtrack',
    expect: [
      answeredWithin(
        60,
        ...ATTACKS.flatMap((attack) => [
          refused(`/api/snapshot?whatif=${attack}`, 400, 414),
          refused(`/api/volatility?ids=${attack}`, 400, 414),
          refused(`/api/tokens/${attack.slice(0, 380)}`, 400, 404, 414),
        ]),
      ),
    ],
  },
  { id: 'A14', fault: 'headers that would split or poison a cache', expect: [oneCacheKey] },
  { id: 'A15', fault: 'random marks on a link', expect: [marksCostNothing] },
  {
    id: 'A18',
    fault: 'methods, actions, upgrades, tunnels and absolute addresses',
    expect: [
      answers(
        ...['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'].flatMap((method) =>
          ['/', '/api/snapshot', '/_next/x'].map((path) => ({ path, method, status: [405] })),
        ),
        { path: '/', headers: { 'next-action': 'x' }, status: [400] },
        { path: '/', headers: { 'next-resume': '1' }, status: [400] },
        { path: 'http://evil.example/', status: [400] },
      ),
      answersRaw(
        [400, 405],
        `CONNECT evil.example:443 HTTP/1.1\r\n${HEAD}\r\n`,
        `GET / HTTP/1.1\r\n${HEAD}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
        `GET http://169.254.169.254/ HTTP/1.1\r\n${HEAD}Connection: close\r\n\r\n`,
        `GET /_next/webpack-hmr HTTP/1.1\r\n${HEAD}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
      ),
    ],
  },
  {
    id: 'A19',
    fault: 'requests that hide another one',
    expect: [
      answersRaw(
        [400, 405, 413],
        `POST / HTTP/1.1\r\n${HEAD}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /hidden HTTP/1.1\r\n${HEAD}\r\n`,
        `GET / HTTP/1.1\r\n${HEAD}Content-Length: 0\r\nContent-Length: 44\r\n\r\nGET /hidden HTTP/1.1\r\n${HEAD}\r\n`,
        `GET / HTTP/1.1\r\n${HEAD}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`,
        `GET / HTTP/1.1\r\n${HEAD}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n`,
        `GET / HTTP/1.1\r\n${HEAD}X-Folded: a\r\n b\r\nBad Name: 1\r\n\r\n`,
        `GET / HTTP/1.1\n${HEAD}Content-Length: 44\n\nGET /hidden HTTP/1.1\r\n${HEAD}\r\n`,
        `GET / HTTP/1.1\r\n${HEAD}Content-Length: 44\r\n\r\nGET /hidden HTTP/1.1\r\n${HEAD}\r\n`,
      ),
    ],
  },
  { id: 'A20', fault: 'a page in a frame', expect: [framed] },
  {
    id: 'A21',
    fault: 'a body of a hundred thousand keys',
    expect: [
      answeredWithin(250, {
        path: '/api/snapshot',
        method: 'POST',
        status: [405],
        body: JSON.stringify(Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`k${at}`, at]))),
      }),
    ],
  },
]
