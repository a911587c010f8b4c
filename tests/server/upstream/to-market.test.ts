import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FETCHED_AT, marketsRow, parseRow, parseRows } from './markets-row.ts'

describe('a whole row', () => {
  test('becomes a quote with returns as fractions', () => {
    const { batch, drift } = parseRows([marketsRow()])
    expect(batch).toEqual({
      currency: 'usd',
      fetchedAt: FETCHED_AT,
      requested: ['bittensor', 'near', 'io'],
      dropped: {},
      quotes: [
        {
          id: 'bittensor',
          symbol: 'tao',
          name: 'Bittensor',
          rank: 41,
          price: 343.58,
          marketCap: 2972496855,
          fullyDilutedValuation: 7214964139,
          volume24h: 184141254,
          circulatingSupply: 8651801,
          high24h: 347.72,
          low24h: 325.95,
          ath: 757.6,
          athDate: '2024-03-07T18:45:36.466Z',
          marketCapChange24h: 73529133,
          returns: {
            '1h': 0.005,
            '24h': 0.025,
            '7d': -0.04,
            '14d': 0.08,
            '30d': 0.16,
            '200d': 0.32,
            '1y': -0.64,
          },
          sparkline7d: [340, 341.5, 343],
          lastUpdated: Date.parse('2026-11-22T06:29:31.000Z'),
        },
      ],
    })
    expect(drift).toEqual({})
  })

  test('takes nothing over from fields nobody asked for', () => {
    const plain = parseRow({})
    expect(parseRow({ surprise: '<script>', constructor: 1 })).toEqual(plain)
  })

  test('may lack every window, the line and every optional number', () => {
    const { id, symbol, name, current_price, last_updated } = marketsRow()
    const { batch, drift } = parseRows([{ id, symbol, name, current_price, last_updated }])
    const nulls = { '1h': null, '24h': null, '7d': null, '14d': null, '30d': null, '200d': null, '1y': null }
    expect(batch.quotes[0]).toMatchObject({
      price: 343.58,
      marketCap: null,
      ath: null,
      athDate: null,
      returns: nulls,
    })
    expect(batch.quotes[0]?.sparkline7d).toEqual([])
    expect(drift).toEqual({})
  })
})

describe('the rows of one answer', () => {
  test('keep the order of the answer; absent ids are absent', () => {
    const { batch } = parseRows([marketsRow({ id: 'io' }), marketsRow({ id: 'bittensor' })])
    expect(batch.quotes.map((quote) => quote.id)).toEqual(['io', 'bittensor'])
    expect(batch.requested).toEqual(['bittensor', 'near', 'io'])
  })

  test('the first of two rows with one id wins', () => {
    const { batch } = parseRows([marketsRow({ current_price: 1 }), marketsRow({ current_price: 2 })])
    expect(batch.quotes.map((quote) => quote.price)).toEqual([1])
    expect(batch.dropped).toEqual({ 'duplicate-id': 1 })
  })

  test('a bad row costs only itself', () => {
    const rows = [null, 7, 'x', [], marketsRow({ id: 'near', current_price: -1 }), marketsRow({ id: 'io' })]
    const { batch } = parseRows(rows)
    expect(batch.quotes.map((quote) => quote.id)).toEqual(['io'])
    expect(batch.dropped).toEqual({ 'not-an-object': 4, 'price-out-of-bounds': 1 })
  })

  test('a row nobody asked for is ignored and counted', () => {
    const { batch } = parseRows([marketsRow({ id: 'dogecoin', current_price: -1 }), marketsRow()])
    expect(batch.quotes).toHaveLength(1)
    expect(batch.dropped).toEqual({ 'not-requested': 1 })
  })

  const rowWithId = (id: string): unknown =>
    JSON.parse(JSON.stringify(marketsRow()).replace('"bittensor"', JSON.stringify(id)))

  test.each(['__proto__', 'toString', 'A', '../x', 'a/b', ''])('the id %j refuses its row', (id) => {
    const { batch } = parseRows([rowWithId(id)], 'usd', ['bittensor', id])
    expect(batch.quotes).toEqual([])
    expect(batch.dropped).toEqual({ 'bad-id': 1 })
  })

  test('the id "constructor" is an id like any other', () => {
    const { batch } = parseRows([rowWithId('constructor'), rowWithId('constructor')], 'usd', ['constructor'])
    expect(batch.quotes.map((quote) => quote.id)).toEqual(['constructor'])
    expect(batch.dropped).toEqual({ 'duplicate-id': 1 })
  })

  test('a __proto__ key inside a row changes nothing', () => {
    const text = JSON.stringify(marketsRow()).replace(
      '{',
      '{"__proto__":{"polluted":true,"current_price":1},',
    )
    const { batch } = parseRows([JSON.parse(text)])
    expect(batch.quotes).toEqual([parseRow({}).quote])
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})

function* numbersIn(value: unknown): Generator<number> {
  if (typeof value === 'number') yield value
  else if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(value)) yield* numbersIn(inner)
}

test('whatever the rows hold, parsing neither throws nor lets a number out that is not finite', () => {
  const fields = Object.keys(marketsRow())
  const hostile = fc.oneof(
    fc.double(),
    fc.anything(),
    fc.constantFrom(Number('1e400'), -Number('1e400'), Number.NaN, -0, '1e999', '9'.repeat(24), {
      price: [Number.NaN, 1e308],
    }),
  )
  const row = fc
    .dictionary(fc.constantFrom(...fields.filter((field) => field !== 'id')), hostile, { maxKeys: 6 })
    .map((change) => marketsRow(change))
  fc.assert(
    fc.property(fc.array(fc.oneof(row, fc.anything()), { maxLength: 4 }), (rows) => {
      const { batch, drift } = parseRows(rows)
      for (const number of numbersIn([batch, drift])) expect(Number.isFinite(number)).toBe(true)
      const refused = Object.values(batch.dropped).reduce((sum, count) => sum + count, 0)
      expect(batch.quotes.length + refused).toBe(rows.length)
    }),
    { numRuns: 500 },
  )
})
