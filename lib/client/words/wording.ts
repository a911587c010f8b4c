import type { Connection } from '#lib/client/stream/connection'
import type { BoardRange } from '#lib/client/view/view-params'
import type { BoardStatus, TokenFlag, UnknownReason, Weighting } from '#lib/core/contract/vocabulary'

/** Words of the board for the codes of the contract. */
export const STATUS_WORD: Readonly<Record<BoardStatus, string>> = {
  live: 'Live',
  delayed: 'Delayed',
  stale: 'Stale',
  offline: 'Offline',
  recorded: 'Recorded',
}

/** How new numbers come, and what that means; nothing before it is known, nor where they cannot. */
export const CONNECTION_WORDS: Readonly<Partial<Record<Connection, { name: string; meaning: string }>>> = {
  streaming: { name: 'streaming', meaning: 'New numbers arrive by themselves' },
  reconnecting: { name: 'reconnecting', meaning: 'The live stream is coming back' },
  polling: { name: 'polling', meaning: 'No live stream: asked for every half minute' },
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
