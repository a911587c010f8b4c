import { BOARD_RANGES, type BoardRange, DENSITIES, type Density } from '#lib/client/view/view-params'
import { WEIGHTINGS, type Weighting } from '#lib/core/contract/vocabulary'

/** Colours of gain and loss, in this order; the first is safe for every kind of colour vision. */
export const PALETTES = ['blue-orange', 'green-red', 'red-green'] as const
export type Palette = (typeof PALETTES)[number]

/** Clock times in UTC or in this computer's zone. */
export const ZONES = ['utc', 'local'] as const
export type Zone = (typeof ZONES)[number]

/** What a reader prefers where the address does not say; `currency` null is the server's own. */
export interface Preferences {
  range: BoardRange
  currency: string | null
  weighting: Weighting
  density: Density
  palette: Palette
  zone: Zone
}

export const DEFAULT_PREFERENCES: Preferences = {
  range: '24h',
  currency: null,
  weighting: 'capped',
  density: 'comfortable',
  palette: 'blue-orange',
  zone: 'utc',
}

const CURRENCY_CODE = /^[a-z]{3,4}$/

/** Reads kept preferences, each on its own: one that means nothing here gives way to its default. `null`: no JSON object. */
export function parsePreferences(text: string): Preferences | null {
  const kept = parseObject(text)
  if (kept === null) return null
  const { currency } = kept
  return {
    range: oneOf(BOARD_RANGES, kept.range, DEFAULT_PREFERENCES.range),
    currency: typeof currency === 'string' && CURRENCY_CODE.test(currency) ? currency : null,
    weighting: oneOf(WEIGHTINGS, kept.weighting, DEFAULT_PREFERENCES.weighting),
    density: oneOf(DENSITIES, kept.density, DEFAULT_PREFERENCES.density),
    palette: oneOf(PALETTES, kept.palette, DEFAULT_PREFERENCES.palette),
    zone: oneOf(ZONES, kept.zone, DEFAULT_PREFERENCES.zone),
  }
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}

function oneOf<T extends string>(allowed: readonly T[], value: unknown, fallback: T): T {
  return allowed.find((candidate) => candidate === value) ?? fallback
}
