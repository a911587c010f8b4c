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

/** Rolling windows of `/api/volatility`, in days. */
export const VOLATILITY_WINDOWS = [7, 14, 30, 90, 180, 365] as const

export const VOLATILITY_ESTIMATORS = ['close', 'ewma', 'hourly', 'rogersSatchell'] as const
export type VolatilityEstimator = (typeof VOLATILITY_ESTIMATORS)[number]

export const VOLATILITY_RANGES = ['90d', '1y'] as const
export type VolatilityRange = (typeof VOLATILITY_RANGES)[number]

/** Windows of `/api/correlation`, in days. */
export const CORRELATION_WINDOWS = [60, 90, 180, 365] as const

export const HISTORY_RANGES = ['1d', '7d', '30d', '90d', '1y'] as const
export type HistoryRange = (typeof HISTORY_RANGES)[number]

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
  'no-candles',
  'no-hourly-prices',
] as const
export type UnknownReason = (typeof UNKNOWN_REASONS)[number]

export const ATTRIBUTION = { text: 'Powered by CoinGecko', url: 'https://www.coingecko.com/en/api' } as const
