import {
  counts,
  memoryWithin,
  nothingAccepted,
  readersUnharmed,
  socketsClosed,
  tells,
  together,
} from '../expectations.ts'
import { atMostPerRefresh, faultyCalls, givesUpAfter, retriesByItself, silentFor } from '../faulty-calls.ts'
import type { Row } from '../row.ts'
import {
  answer,
  cutChunk,
  drip,
  gzipBomb,
  hangAfterHeaders,
  inTurn,
  latency,
  reset,
  truncate,
} from '../upstream/toxics.ts'
import { neverReusesAConnection, redirectIsNotFollowed } from './upstream-expectations.ts'

/** Faults of the connection to the upstream and of its refusals that a running board outlives. */
export const UPSTREAM_ROWS: readonly Row[] = [
  {
    id: 'U1',
    fault: 'headers after 9 s',
    inject: { times: 1, act: latency(9000) },
    expect: [readersUnharmed, givesUpAfter(5000), retriesByItself],
  },
  {
    id: 'U2',
    fault: 'headers, then nothing',
    inject: { times: 1, act: hangAfterHeaders },
    expect: [givesUpAfter(10_000), retriesByItself, socketsClosed],
  },
  {
    id: 'U3',
    fault: 'one byte a second',
    inject: { times: 1, act: drip },
    expect: [givesUpAfter(10_000), retriesByItself, socketsClosed],
  },
  {
    id: 'U4',
    fault: 'reset in the middle of the body',
    inject: { times: 2, act: reset },
    expect: [faultyCalls(2), retriesByItself],
  },
  {
    id: 'U5',
    fault: 'body cut short, with and without a length',
    inject: { act: inTurn(truncate, cutChunk, cutChunk) },
    expect: [nothingAccepted(), tells('network')],
    recoversWithinMs: 45_000,
  },
  {
    id: 'U6',
    fault: 'a page with status 200',
    inject: { act: answer(200, `<html>${'x'.repeat(5000)}</html>`, { 'Content-Type': 'text/html' }) },
    expect: [
      tells('not-json'),
      nothingAccepted(),
      async ({ product, mark }) => {
        if (product.stdout.slice(mark.logLength).includes('x'.repeat(201)))
          throw new Error('the page stands in the log')
      },
    ],
  },
  {
    id: 'U7',
    fault: 'an error object with status 200',
    inject: { times: 1, act: answer(200, { status: { error_code: 429 } }, { 'Retry-After': '5' }) },
    expect: [tells('rate-limited'), silentFor(5000)],
  },
  {
    id: 'U8',
    fault: '429 with seconds to wait',
    inject: { times: 1, act: answer(429, { status: { error_code: 429 } }, { 'Retry-After': '5' }) },
    expect: [tells('rate-limited'), silentFor(5000)],
  },
  {
    id: 'U9',
    fault: '429 with a date, by a clock an hour ahead',
    inject: { times: 1, act: ({ response }) => void response.writeHead(429, aheadByAnHour(6000)).end('{}') },
    expect: [tells('rate-limited'), silentFor(5000)],
  },
  {
    id: 'U15',
    fault: 'a burst of three 500',
    inject: { act: answer(500, {}) },
    expect: [faultyCalls(3), atMostPerRefresh(3)],
    recoversWithinMs: 45_000,
  },
  {
    id: 'U17',
    fault: 'a redirect to elsewhere',
    expect: [redirectIsNotFollowed],
  },
  {
    id: 'U18',
    fault: 'a small gzip body that unfolds to 2 GB',
    inject: { times: 1, act: gzipBomb(2048) },
    expect: [together(memoryWithin(300), counts('too-large'))],
  },
  {
    id: 'U24',
    fault: 'a kept connection that is dead',
    expect: [neverReusesAConnection],
  },
]

function aheadByAnHour(waitMs: number): Record<string, string> {
  const date = Date.now() + 3_600_000
  return {
    'Content-Type': 'application/json',
    Date: new Date(date).toUTCString(),
    'Retry-After': new Date(date + waitMs).toUTCString(),
  }
}
