import type { TokenCheck } from '#lib/core/contract/token-detail'
import type { TokenFlag } from '#lib/core/contract/vocabulary'
import { formatCompact } from '#lib/core/format/format-compact'
import { formatPercent, formatPoints } from '#lib/core/format/format-percent'
import { formatPrice } from '#lib/core/format/format-price'
import { formatTurnover } from '#lib/core/format/format-turnover'
import { formatVolatility } from '#lib/core/format/format-volatility'
import { UNKNOWN } from '#lib/core/format/formatted-number'

/** What each check compares, in plain words. */
export const CHECK_NAMES: Readonly<Record<TokenFlag, string>> = {
  'no-market-cap': 'The market cap is known',
  'cap-supply-mismatch': 'Market cap = price × circulating supply',
  'change-mismatch': '24 h change = the 7-day line, 22 to 26 h back',
  'price-outside-range': 'The price lies inside its 24 h low and high',
  'thin-volume': 'Enough of the market cap trades in 24 h',
  'flat-prices': 'Fewer than three equal daily closes in a row',
}

export interface CheckWords {
  reported: string
  against: string
  allowed: string
}

/** Both sides of a check and what is allowed between them, as text. */
export function checkWords(check: TokenCheck, currency: string): CheckWords {
  const { id, result, reported, expectedLow, expectedHigh, tolerance } = check
  if (result === 'unchecked') return { reported: '—', against: '—', allowed: '—' }
  const write = WRITE[id](currency)
  const low = expectedLow === null ? null : write(expectedLow)
  const high = expectedHigh === null ? null : write(expectedHigh)
  return {
    reported: reported === null ? UNKNOWN.text : write(reported),
    against: bounds(low, high),
    allowed: allowedWords(id, tolerance),
  }
}

function bounds(low: string | null, high: string | null): string {
  if (low === null) return high === null ? 'any amount above 0' : `at most ${high}`
  if (high === null) return `at least ${low}`
  return low === high ? low : `${low} to ${high}`
}

function allowedWords(id: TokenFlag, tolerance: number | null): string {
  if (tolerance === null || tolerance === 0) return 'no deviation'
  if (id === 'change-mismatch') return `± ${formatPoints(tolerance).text.replace('+', '')}`
  return `± ${formatVolatility(tolerance).text}`
}

type Write = (currency: string) => (value: number) => string

const amount: Write = (currency) => (value) => formatCompact(value, currency).text
const price: Write = (currency) => (value) => formatPrice(value, currency).text
const percent: Write = () => (value) => formatPercent(value).text
const share: Write = () => (value) => formatTurnover(value).text
const closes: Write = () => (value) => (value === 1 ? '1 in a row' : `${value} in a row`)

const WRITE: Readonly<Record<TokenFlag, Write>> = {
  'no-market-cap': amount,
  'cap-supply-mismatch': amount,
  'change-mismatch': percent,
  'price-outside-range': price,
  'thin-volume': share,
  'flat-prices': closes,
}
