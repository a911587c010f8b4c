import { describe, expect, test } from 'vitest'
import { FETCHED_AT, parseRow } from './markets-row.ts'

const OPTIONAL_FIELDS = [
  ['market_cap', 'marketCap'],
  ['market_cap_rank', 'rank'],
  ['fully_diluted_valuation', 'fullyDilutedValuation'],
  ['total_volume', 'volume24h'],
  ['high_24h', 'high24h'],
  ['low_24h', 'low24h'],
  ['market_cap_change_24h', 'marketCapChange24h'],
  ['circulating_supply', 'circulatingSupply'],
  ['ath', 'ath'],
  ['ath_date', 'athDate'],
] as const

describe('an optional field', () => {
  test.each(OPTIONAL_FIELDS)('%s may be null without harm', (field, property) => {
    const { quote, dropped, drift } = parseRow({ [field]: null })
    expect(quote?.[property]).toBeNull()
    expect(quote).toEqual({ ...parseRow({}).quote, [property]: null })
    expect({ dropped, drift }).toEqual({ dropped: {}, drift: {} })
  })

  test.each(OPTIONAL_FIELDS.filter(([field]) => field !== 'market_cap'))(
    '%s of a wrong kind is blanked and counted, the row stays',
    (field, property) => {
      for (const wrong of [{}, [], 'n/a', true, Number('1e400'), -Number('1e400'), -1e300]) {
        const { quote, dropped, drift } = parseRow({ [field]: wrong })
        expect(quote).toEqual({ ...parseRow({}).quote, [property]: null })
        expect({ dropped, drift }).toEqual({ dropped: {}, drift: { [`refused-${field}`]: 1 } })
      }
    },
  )

  test.each(['1h', '24h', '7d', '14d', '30d', '200d', '1y'] as const)(
    'the %s change may be null',
    (window) => {
      const { quote } = parseRow({
        [`price_change_percentage_${window}_in_currency`]: null,
        price_change_percentage_24h: null,
      })
      expect(quote?.returns).toEqual({ ...parseRow({}).quote?.returns, [window]: null })
    },
  )

  test.each([
    ['total_volume', 1.1e13, 'volume24h'],
    ['total_volume', -1, 'volume24h'],
    ['circulating_supply', 1e19, 'circulatingSupply'],
    ['high_24h', 0, 'high24h'],
    ['ath', 1e9, 'ath'],
    ['market_cap_rank', 0, 'rank'],
    ['market_cap_rank', 1.5, 'rank'],
    ['ath_date', 'yesterday', 'athDate'],
  ] as const)('%s of %s is out of bounds', (field, value, property) => {
    const { quote, drift } = parseRow({ [field]: value })
    expect(quote?.[property]).toBeNull()
    expect(drift).toEqual({ [`refused-${field}`]: 1 })
  })

  test('a market cap that cannot be refuses the row, so that the last one stays in its layer', () => {
    for (const wrong of [1e30, -1, Number('1e400'), 'n/a', true, []]) {
      const { quote, dropped } = parseRow({ market_cap: wrong })
      expect(quote).toBeUndefined()
      expect(dropped).toEqual({ 'bad-market-cap': 1 })
    }
  })

  test.each([
    ['market_cap', 'marketCap'],
    ['fully_diluted_valuation', 'fullyDilutedValuation'],
    ['circulating_supply', 'circulatingSupply'],
  ] as const)('%s of 0 means unknown and is no oddity', (field, property) => {
    const { quote, drift } = parseRow({ [field]: 0 })
    expect(quote?.[property]).toBeNull()
    expect(drift).toEqual({})
  })

  test('a change below -100 % is blanked, exactly -100 % is kept', () => {
    expect(parseRow({ price_change_percentage_7d_in_currency: -100.01 }).quote?.returns['7d']).toBeNull()
    expect(parseRow({ price_change_percentage_7d_in_currency: -100 }).quote?.returns['7d']).toBe(-1)
  })

  test('a volume of 0 is a number, and -0 becomes 0', () => {
    expect(Object.is(parseRow({ total_volume: -0 }).quote?.volume24h, 0)).toBe(true)
    expect(Object.is(parseRow({ price_change_percentage_7d_in_currency: -0 }).quote?.returns['7d'], 0)).toBe(
      true,
    )
  })

  test('a strict decimal string is a number, and counted', () => {
    const { quote, drift } = parseRow({ current_price: '1.5', total_volume: '12', ath: '1e5' })
    expect(quote).toMatchObject({ price: 1.5, volume24h: 12, ath: null })
    expect(drift).toEqual({ 'numeric-string': 2, 'refused-ath': 1 })
  })
})

describe('the 24 h change', () => {
  test('falls back to the plain field in USD', () => {
    const { quote } = parseRow({
      price_change_percentage_24h_in_currency: undefined,
      price_change_percentage_24h: 3,
    })
    expect(quote?.returns['24h']).toBe(0.03)
  })

  test('does not fall back in another currency, where the plain field is still in USD', () => {
    const { quote } = parseRow(
      { price_change_percentage_24h_in_currency: null, price_change_percentage_24h: 3 },
      'eur',
    )
    expect(quote?.returns['24h']).toBeNull()
  })
})

describe('the price', () => {
  test.each([
    [0, 'price-out-of-bounds'],
    [-0, 'price-out-of-bounds'],
    [-1, 'price-out-of-bounds'],
    [1e9, 'price-out-of-bounds'],
    [Number('1e400'), 'price-out-of-bounds'],
    ['-3', 'price-out-of-bounds'],
    ['1,000', 'price-not-a-number'],
    ['', 'price-not-a-number'],
    [{}, 'price-not-a-number'],
    [[1], 'price-not-a-number'],
    [undefined, 'price-missing'],
  ])('of %j refuses the row as %s', (price, reason) => {
    const { quote, dropped } = parseRow({ current_price: price })
    expect(quote).toBeUndefined()
    expect(dropped).toEqual({ [reason]: 1 })
  })

  test('may be null: a coin without a price is still a row', () => {
    const { quote, dropped } = parseRow({ current_price: null })
    expect(quote).toMatchObject({ id: 'bittensor', price: null })
    expect(dropped).toEqual({})
  })

  test.each([1e-12, 1e-18, 2.902e-9, 5e-324])('of %s is kept to the last bit', (price) => {
    expect(parseRow({ current_price: price }).quote?.price).toBe(price)
  })

  test('has wider bounds in currencies of small units', () => {
    const rupiah = { current_price: 1.6e9, market_cap: 3.2e16, total_volume: 6e14 }
    expect(parseRow(rupiah, 'idr').quote).toMatchObject({ price: 1.6e9, marketCap: 3.2e16, volume24h: 6e14 })
    expect(parseRow(rupiah, 'usd').dropped).toEqual({ 'price-out-of-bounds': 1 })
  })
})

describe('the time of a row', () => {
  test.each(['', 'now', 1763793000, null, undefined, '2026-02-30T00:00:00Z', '22/11/2026'])(
    '%j refuses it',
    (time) => {
      expect(parseRow({ last_updated: time }).dropped).toEqual({ 'bad-last-updated': 1 })
    },
  )

  test('more than five minutes ahead is replaced by the time of the answer, and counted', () => {
    const { quote, drift } = parseRow({ last_updated: '2026-11-22T06:35:00.001Z' })
    expect(quote?.lastUpdated).toBe(FETCHED_AT)
    expect(drift).toEqual({ 'future-last_updated': 1 })
  })

  test('a little ahead is skew between clocks: never later than the answer, not counted', () => {
    const { quote, drift } = parseRow({ last_updated: '2026-11-22T06:35:00.000Z' })
    expect(quote?.lastUpdated).toBe(FETCHED_AT)
    expect(drift).toEqual({})
  })

  test('may be long past', () => {
    expect(parseRow({ last_updated: '1970-01-01T00:00:00Z' }).quote?.lastUpdated).toBe(0)
  })
})

describe('the line of 7 days', () => {
  test('loses entries that are no prices', () => {
    const price = [1, null, 'x', Number('1e400'), 0, -1, 2]
    expect(parseRow({ sparkline_in_7d: { price } }).quote?.sparkline7d).toEqual([1, 2])
  })

  test('is taken up to 400 points and refused beyond', () => {
    const line = (length: number) => ({ sparkline_in_7d: { price: Array<number>(length).fill(1) } })
    expect(parseRow(line(400)).quote?.sparkline7d).toHaveLength(400)
    const { quote, drift } = parseRow(line(1_000_000))
    expect(quote?.sparkline7d).toEqual([])
    expect(drift).toEqual({ 'refused-sparkline_in_7d': 1 })
  })
})

describe('names', () => {
  test('lose control and direction marks, are composed and cut', () => {
    const { quote, drift } = parseRow({
      name: '\u202E\u0000Cafe\u0301\u2028 <b>',
      symbol: 'x'.repeat(1_000_000),
    })
    expect(quote?.name).toBe('Café <b>')
    expect(quote?.symbol).toBe('x'.repeat(128))
    expect(drift).toEqual({ 'cleaned-text': 2 })
  })

  test('keep emoji whole and never end in half a character', () => {
    const { quote } = parseRow({ name: `${'a'.repeat(127)}🚀`, symbol: '🚀' })
    expect(quote?.name).toBe('a'.repeat(127))
    expect(quote?.symbol).toBe('🚀')
  })

  test.each(['', '\u0000', 7, null, undefined])('%j refuses the row', (name) => {
    expect(parseRow({ name }).dropped).toEqual({ 'bad-name': 1 })
  })
})
