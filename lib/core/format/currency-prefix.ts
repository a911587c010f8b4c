import { NBSP } from '#lib/core/format/typography'

const SYMBOLS: ReadonlyMap<string, string> = new Map([
  ['usd', '$'],
  ['eur', '€'],
  ['gbp', '£'],
  ['jpy', '¥'],
])

/** What stands before an amount: a symbol, or the upper-case code and a no-break space ('BTC '). */
export function currencyPrefix(currency: string): string {
  return SYMBOLS.get(currency.toLowerCase()) ?? `${currency.toUpperCase()}${NBSP}`
}
