import type { Snapshot } from '#lib/core/contract/snapshot'
import {
  boardShows,
  counts,
  drops,
  memoryWithin,
  nothingAccepted,
  tells,
  together,
  tokenOf,
} from '../expectations.ts'
import { faultyCalls, PATIENCE_MS } from '../faulty-calls.ts'
import type { Expectation, Row } from '../row.ts'
import { answer, flood, row, rows, text } from '../upstream/toxics.ts'

/** The token that most rows harm, another that must not be harmed, and one of each layer's heavy ones. */
const HARMED = 'bittensor'
const BYSTANDER = 'near'

/** The harmed token keeps its last price and says that it is old; the others go on. */
const keepsLastPrice: Expectation = boardShows('the last price, marked stale', (board, stage) => {
  const token = tokenOf(board, HARMED)
  return (
    token.state === 'stale' &&
    token.price === tokenOf(stage.mark.board, HARMED).price &&
    tokenOf(board, BYSTANDER).state === 'fresh'
  )
})

const unharmed = (board: Snapshot) => tokenOf(board, HARMED).state === 'fresh'

/** Payloads that are wrong in form or value: what can be used is, the rest is refused and counted. */
export const PAYLOAD_ROWS: readonly Row[] = [
  {
    id: 'P1',
    fault: 'a price of null',
    inject: { act: row(HARMED, () => ({ current_price: null })) },
    expect: [keepsLastPrice],
  },
  {
    id: 'P2',
    fault: 'a price as text',
    inject: { act: row(HARMED, ({ current_price }) => ({ current_price: String(current_price) })) },
    expect: [
      boardShows(
        'the price as a number',
        (board, stage) =>
          unharmed(board) && tokenOf(board, HARMED).price === tokenOf(stage.mark.board, HARMED).price,
      ),
    ],
  },
  {
    id: 'P3',
    fault: 'fields nobody asked for',
    inject: { act: row(HARMED, () => ({ surprise: 'unasked-for', price_usd: 1 })) },
    expect: [
      boardShows(
        'none of them',
        (board) => unharmed(board) && !JSON.stringify(board).includes('unasked-for'),
      ),
    ],
  },
  {
    id: 'P4',
    fault: 'a row without its price',
    inject: { act: row(HARMED, () => ({ current_price: undefined })) },
    expect: [drops('price-missing', 1), keepsLastPrice],
  },
  {
    id: 'P5',
    fault: 'NaN and Infinity as JSON',
    inject: { act: text((json) => json.replace(/"current_price":[\d.e-]+/, '"current_price":NaN')) },
    expect: [nothingAccepted(), tells('not-json')],
  },
  {
    id: 'P6',
    fault: 'a price of 1e400',
    inject: { act: text((json) => json.replace(/("id":"bittensor".*?"current_price":)[\d.]+/, '$11e400')) },
    expect: [keepsLastPrice],
  },
  {
    id: 'P7',
    fault: 'negative price, volume and market cap',
    inject: { act: row(HARMED, () => ({ current_price: -1, total_volume: -0, market_cap: -5 })) },
    expect: [drops('price-out-of-bounds', 1), keepsLastPrice],
  },
  {
    id: 'P8',
    fault: 'a market cap of 1e30',
    inject: { act: row(HARMED, () => ({ market_cap: 1e30 })) },
    expect: [
      boardShows('totals that are not moved by it', (board, stage) => {
        const [was, is] = [stage.mark.board.sector.marketCap, board.sector.marketCap]
        return was !== null && is !== null && Math.abs(is / was - 1) < 1e-4
      }),
    ],
  },
  {
    id: 'P10',
    fault: 'one id of all is left out, then more than a tenth',
    inject: {
      act: rows((all, turn) =>
        all.slice(0, turn < 3 ? all.length : Math.floor(all.length * 0.85)).filter(({ id }) => id !== HARMED),
      ),
    },
    expect: [
      keepsLastPrice,
      async (stage) => {
        await stage.until('the alarm', PATIENCE_MS, async () => (await stage.status()).upstream.alarm)
      },
    ],
  },
  {
    id: 'P11',
    fault: 'no row at all, or fewer than half',
    inject: { act: rows((all, turn) => (turn % 2 === 0 ? [] : all.slice(0, 10))) },
    expect: [nothingAccepted(4000), tells('bad-shape')],
  },
  {
    id: 'P13',
    fault: 'one id twice',
    inject: { act: rows((all) => [...all, { ...all[0], current_price: 1 }]) },
    expect: [
      drops('duplicate-id', 1),
      boardShows(
        'the first',
        (board, stage) => tokenOf(board, HARMED).price === tokenOf(stage.mark.board, HARMED).price,
      ),
    ],
  },
  {
    id: 'P18',
    fault: 'last_updated ahead, of 1970 and no time at all',
    inject: {
      act: rows((all) =>
        all.map((one, at) => ({
          ...one,
          last_updated: [ago(-60), '1970-01-01T00:00:00Z', 'soon'][at] ?? one.last_updated,
        })),
      ),
    },
    expect: [
      drops('bad-last-updated', 1),
      boardShows('no time ahead', (board) => Date.parse(board.asOf) <= Date.now()),
    ],
  },
  {
    id: 'P19',
    fault: 'times that go back',
    inject: {
      act: rows((all, turn) => all.map((one) => ({ ...one, last_updated: ago(turn % 2 === 0 ? 0 : 3) }))),
    },
    expect: [faultyCalls(4)],
  },
  {
    id: 'P23',
    fault: 'a line of a million points',
    inject: { times: 3, act: row(HARMED, () => ({ sparkline_in_7d: { price: Array(1_000_000).fill(1) } })) },
    expect: [boardShows('the token all the same', unharmed), together(memoryWithin(120), faultyCalls(3))],
  },
  {
    id: 'P24',
    fault: 'an answer of 800 MB',
    inject: { times: 1, act: flood(800) },
    expect: [together(memoryWithin(300), counts('too-large'))],
  },
  {
    id: 'P25',
    fault: 'a hundred thousand brackets',
    inject: { act: answer(200, '['.repeat(100_000)) },
    expect: [nothingAccepted(), tells('network')],
    recoversWithinMs: 45_000,
  },
  {
    id: 'P27',
    fault: '__proto__ and constructor as ids and keys',
    inject: {
      act: text(
        (json) => `[{"id":"__proto__","__proto__":{"polluted":1}},{"id":"constructor"},${json.slice(1)}`,
      ),
    },
    expect: [
      boardShows('the rest', (board) => unharmed(board) && !JSON.stringify(board).includes('polluted')),
    ],
  },
]

function ago(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString()
}
