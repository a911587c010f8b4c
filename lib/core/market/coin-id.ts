/** CoinGecko ids as they may appear in the mapping, a query string or an upstream row. */
export const COIN_ID_PATTERN = /^[a-z0-9][a-z0-9._-]{0,127}$/

/** Whether a text has the form of a CoinGecko id; says nothing of whether there is such a coin. */
export function isCoinId(value: string): boolean {
  return COIN_ID_PATTERN.test(value)
}
