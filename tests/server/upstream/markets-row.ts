import { toMarketBatch } from '#lib/server/upstream/to-market'

/** ms UTC at which the answers of these tests are complete. */
export const FETCHED_AT = Date.parse('2026-11-22T06:30:00.000Z')

/** A made-up but whole `/coins/markets` row; fields given replace those of the row. */
export function marketsRow(fields: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: 'bittensor',
    symbol: 'tao',
    name: 'Bittensor',
    image: 'https://example.org/tao.png',
    current_price: 343.58,
    market_cap: 2972496855,
    market_cap_rank: 41,
    fully_diluted_valuation: 7214964139,
    total_volume: 184141254,
    high_24h: 347.72,
    low_24h: 325.95,
    price_change_24h: 9.07,
    price_change_percentage_24h: 2.71025,
    market_cap_change_24h: 73529133,
    market_cap_change_percentage_24h: 2.53639,
    circulating_supply: 8651801,
    total_supply: 21000000,
    max_supply: 21000000,
    ath: 757.6,
    ath_change_percentage: -54.52241,
    ath_date: '2024-03-07T18:45:36.466Z',
    atl: 30.83,
    atl_change_percentage: 1017.5505,
    atl_date: '2023-05-14T08:57:53.732Z',
    roi: null,
    last_updated: '2026-11-22T06:29:31.000Z',
    price_change_percentage_1h_in_currency: 0.5,
    price_change_percentage_24h_in_currency: 2.5,
    price_change_percentage_7d_in_currency: -4,
    price_change_percentage_14d_in_currency: 8,
    price_change_percentage_30d_in_currency: 16,
    price_change_percentage_200d_in_currency: 32,
    price_change_percentage_1y_in_currency: -64,
    sparkline_in_7d: { price: [340, 341.5, 343] },
    ...fields,
  }
}

/** Rows of one answer to a request for three ids, parsed. */
export function parseRows(
  rows: readonly unknown[],
  currency = 'usd',
  requested: readonly string[] = ['bittensor', 'near', 'io'],
) {
  return toMarketBatch({ currency, fetchedAt: FETCHED_AT, requested, rows })
}

/** The made-up row with some fields replaced, parsed. */
export function parseRow(fields: Record<string, unknown>, currency = 'usd') {
  const { batch, drift } = parseRows([marketsRow(fields)], currency)
  return { quote: batch.quotes[0], dropped: batch.dropped, drift }
}
