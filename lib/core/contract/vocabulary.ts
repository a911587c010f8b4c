/** Words that travel over HTTP. Each list is the single source for schemas, queries and controls. */
export const WEIGHTINGS = ['capped', 'cap', 'sqrt', 'equal'] as const
export type Weighting = (typeof WEIGHTINGS)[number]

export const SCOPES = ['core', 'all'] as const
export type Scope = (typeof SCOPES)[number]

export const BOARD_STATUSES = ['live', 'delayed', 'stale', 'offline', 'recorded'] as const
export type BoardStatus = (typeof BOARD_STATUSES)[number]

export const TOKEN_STATES = ['fresh', 'stale', 'missing', 'quarantined'] as const
export type TokenState = (typeof TOKEN_STATES)[number]

/** Self-check findings of one token; see `core/analytics/self-check.ts`. */
export const TOKEN_FLAGS = [
  'cap-supply-mismatch',
  'change-mismatch',
  'price-outside-range',
  'thin-volume',
  'flat-prices',
  'no-market-cap',
] as const
export type TokenFlag = (typeof TOKEN_FLAGS)[number]

/** Why a figure is unknown. */
export const UNKNOWN_REASONS = [
  'too-short',
  'gap',
  'constant',
  'stale',
  'no-market-cap',
  'no-price',
  'no-return',
  'low-coverage',
  'too-few-constituents',
  'history-filling',
] as const
export type UnknownReason = (typeof UNKNOWN_REASONS)[number]

export const ATTRIBUTION = { text: 'Powered by CoinGecko', url: 'https://www.coingecko.com/en/api' } as const
