import type { Palette } from '#lib/client/preferences/parse-preferences'
import type { Theme } from '#lib/client/preferences/theme'
import type { Connection } from '#lib/client/stream/connection'
import type { BoardRange, Density } from '#lib/client/view/view-params'
import type { BoardStatus, TokenFlag, UnknownReason, Weighting } from '#lib/core/contract/vocabulary'

/** Words of the board for the codes of the contract. */
export const STATUS_WORD: Readonly<Record<BoardStatus, string>> = {
  live: 'Live',
  delayed: 'Delayed',
  stale: 'Stale',
  offline: 'Offline',
  recorded: 'Recorded',
}

/** How new numbers come; nothing before that is known, nor where they cannot. */
export const CONNECTION_WORD: Readonly<Record<Connection, string>> = {
  starting: '',
  streaming: 'streaming',
  reconnecting: 'reconnecting',
  polling: 'polling',
  offline: '',
}

export const CONNECTION_MEANING: Readonly<Record<Connection, string | undefined>> = {
  starting: undefined,
  streaming: 'New numbers arrive as soon as the server has them',
  reconnecting: 'The live stream broke off; it comes back by itself',
  polling: 'No live stream: the server is asked every half minute',
  offline: undefined,
}

export const REASON_WORDS: Readonly<Record<UnknownReason, string>> = {
  'too-short': 'its history is too short',
  gap: 'its history has a gap',
  constant: 'its price does not move',
  stale: 'its price is too old',
  'no-market-cap': 'its market cap is not known',
  'no-price': 'it has no price',
  'no-return': 'its return is not known',
  'low-coverage': 'less than 60 % of its market cap is covered',
  'too-few-constituents': 'too few of its tokens are known',
  'no-candles': 'the upstream offers no daily candles',
  'no-hourly-prices': 'there are no hourly prices of it',
  'history-filling': 'none of its history is known yet',
}

export const FLAG_WORDS: Readonly<Record<TokenFlag, string>> = {
  'cap-supply-mismatch': 'price × supply differs from the market cap',
  'change-mismatch': '24 h change differs from the price line',
  'price-outside-range': 'price lies outside its 24 h high and low',
  'thin-volume': 'very little volume',
  'flat-prices': 'price has not moved',
  'no-market-cap': 'market cap is not known',
}

export const WEIGHTING_WORDS: Readonly<Record<Weighting, { name: string; meaning: string }>> = {
  capped: { name: 'Capped', meaning: 'by market cap, no token above 30 %' },
  cap: { name: 'Market cap', meaning: 'by market cap, however large' },
  sqrt: { name: 'Square root', meaning: 'by the square root of market cap' },
  equal: { name: 'Equal', meaning: 'every token alike' },
}

/** A range as it stands in a sentence or a title. */
export const RANGE_WORDS: Readonly<Record<BoardRange, string>> = {
  '1h': '1 h',
  '24h': '24 h',
  '7d': '7 d',
  '30d': '30 d',
  '90d': '90 d',
  '1y': '1 y',
}

export const PALETTE_WORDS: Readonly<Record<Palette, string>> = {
  'blue-orange': 'Blue up, orange down',
  'green-red': 'Green up, red down',
  'red-green': 'Red up, green down',
}

export const DENSITY_WORDS: Readonly<Record<Density, string>> = {
  comfortable: 'Comfortable',
  compact: 'Compact',
}

export const THEME_WORDS: Readonly<Record<Theme, string>> = {
  system: 'As the system',
  light: 'Light',
  dark: 'Dark',
}
