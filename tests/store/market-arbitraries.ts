import fc from 'fast-check'
import type { HistoryPoint } from '#lib/core/market/price-history'
import type { MarketBatch, Quote } from '#lib/core/market/quote'

/** Objects as literals make them: `toStrictEqual` compares prototypes too. */
const PLAIN = { noNullPrototype: true } as const

/** Every finite double but -0, which JSON cannot tell from 0. */
const anyNumber = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .map((value) => (value === 0 ? 0 : value))
const known = fc.option(anyNumber)
const coinId = fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,20}$/)
const anyText = fc.string({ unit: 'binary', maxLength: 20 })
const anyTime = fc.integer({ min: 0, max: 4_102_444_800_000 })

const anyQuote: fc.Arbitrary<Quote> = fc.record(
  {
    id: coinId,
    symbol: anyText,
    name: anyText,
    rank: fc.option(fc.nat()),
    price: known,
    marketCap: known,
    fullyDilutedValuation: known,
    volume24h: known,
    circulatingSupply: known,
    high24h: known,
    low24h: known,
    ath: known,
    athDate: fc.option(fc.constant('2025-01-31T12:34:56.789Z')),
    marketCapChange24h: known,
    returns: fc.record(
      { '1h': known, '24h': known, '7d': known, '14d': known, '30d': known, '200d': known, '1y': known },
      PLAIN,
    ),
    sparkline7d: fc.array(anyNumber, { maxLength: 20 }),
    lastUpdated: anyTime,
  },
  PLAIN,
)

export const anyBatch: fc.Arbitrary<MarketBatch> = fc.record(
  {
    currency: fc.constantFrom('usd', 'eur', 'btc'),
    fetchedAt: anyTime,
    requested: fc.array(coinId, { maxLength: 8 }),
    quotes: fc.uniqueArray(anyQuote, { maxLength: 6, selector: (quote) => quote.id }),
    dropped: fc.dictionary(fc.constantFrom('price-out-of-bounds', 'no-id', 'duplicate'), fc.nat(), PLAIN),
  },
  PLAIN,
)

/** Sorted by time, one point per time, as normalised histories are. */
export const anyHistory: fc.Arbitrary<HistoryPoint[]> = fc
  .uniqueArray(
    fc.record(
      {
        time: anyTime,
        price: fc.double({ min: 5e-324, max: Number.MAX_VALUE, noNaN: true }),
        marketCap: known,
        volume: known,
      },
      PLAIN,
    ),
    { maxLength: 40, selector: (point) => point.time },
  )
  .map((points) => points.toSorted((a, b) => a.time - b.time))
