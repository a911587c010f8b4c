/** Return windows of one token: what `/coins/markets` gives, plus 90 days from stored history. */
export const TOKEN_WINDOWS = ['1h', '24h', '7d', '14d', '30d', '90d', '200d', '1y'] as const
export type TokenWindow = (typeof TOKEN_WINDOWS)[number]

/** Return windows of a layer and of the sector. */
export const LAYER_WINDOWS = ['1h', '24h', '7d', '14d', '30d', '90d', '1y'] as const
export type LayerWindow = (typeof LAYER_WINDOWS)[number]

/** Ranges of the rebased chart. */
export const SERIES_RANGES = ['24h', '7d', '30d', '90d', '1y'] as const
export type SeriesRange = (typeof SERIES_RANGES)[number]

export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000

/** Length of each window in ms. */
export const WINDOW_MS: Readonly<Record<TokenWindow, number>> = {
  '1h': HOUR_MS,
  '24h': DAY_MS,
  '7d': 7 * DAY_MS,
  '14d': 14 * DAY_MS,
  '30d': 30 * DAY_MS,
  '90d': 90 * DAY_MS,
  '200d': 200 * DAY_MS,
  '1y': 365 * DAY_MS,
}

/** How much older than `asOf - window` the base point may be, in ms. */
export const WINDOW_TOLERANCE_MS: Readonly<Record<TokenWindow, number>> = {
  '1h': 15 * 60_000,
  '24h': 2 * HOUR_MS,
  '7d': 12 * HOUR_MS,
  '14d': 12 * HOUR_MS,
  '30d': DAY_MS,
  '90d': DAY_MS,
  '200d': 2 * DAY_MS,
  '1y': 2 * DAY_MS,
}
