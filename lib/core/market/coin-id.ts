/** CoinGecko ids as they may appear in the mapping, a query string or an upstream row. */
export const COIN_ID_PATTERN = /^[a-z0-9][a-z0-9._-]{0,127}$/

export function isCoinId(value: string): boolean {
  return COIN_ID_PATTERN.test(value)
}
