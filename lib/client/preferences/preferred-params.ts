import { DEFAULT_PREFERENCES, type Preferences } from '#lib/client/preferences/parse-preferences'
import { BOARD_RANGES, type BoardRange, viewParsers } from '#lib/client/view/view-params'
import { SERIES_RANGES } from '#lib/core/market/window'

/** Preferences that a screen's address can state. */
export const preferredParsers = {
  range: viewParsers.range,
  currency: viewParsers.currency,
  weighting: viewParsers.weighting,
  density: viewParsers.density,
}
export type PreferredParam = keyof typeof preferredParsers
export type PreferredParams = Partial<Pick<Preferences, PreferredParam>>

const PARAMS = Object.keys(preferredParsers) as PreferredParam[]

interface Reader {
  path: RegExp
  /** Which of them the screen reads. */
  params: readonly PreferredParam[]
  /** Ranges it offers, and the one it shows by itself. */
  ranges: readonly BoardRange[]
  range: BoardRange
}

const READERS: readonly Reader[] = [
  { path: /^\/$/, params: PARAMS, ranges: BOARD_RANGES, range: '24h' },
  { path: /^\/stack$/, params: ['range', 'currency', 'weighting'], ranges: BOARD_RANGES, range: '24h' },
  { path: /^\/layers\/[^/]+$/, params: ['range', 'weighting'], ranges: SERIES_RANGES, range: '24h' },
  { path: /^\/tokens\/[^/]+$/, params: ['range', 'currency'], ranges: SERIES_RANGES, range: '90d' },
]

function readerOf(pathname: string): Reader | null {
  return READERS.find(({ path }) => path.test(pathname)) ?? null
}

/** Whether the address of the screen at this path can state the value of the parameter. */
export function canState(pathname: string, param: string, value: unknown): boolean {
  const reader = readerOf(pathname)
  if (reader === null || !reader.params.some((candidate) => candidate === param)) return false
  return param !== 'range' || reader.ranges.some((range) => range === value)
}

/** Ranges the screen at this path offers; none where it reads none. */
export function rangesOf(pathname: string): readonly BoardRange[] {
  return readerOf(pathname)?.ranges ?? []
}

/** What the preferences add to an address: only what the screen offers, the address leaves out and is not the default. */
export function preferredParams(
  pathname: string,
  search: URLSearchParams,
  preferences: Preferences,
): PreferredParams {
  const missing = PARAMS.filter((param) => {
    const value = preferences[param]
    return value !== DEFAULT_PREFERENCES[param] && !search.has(param) && canState(pathname, param, value)
  })
  return Object.fromEntries(missing.map((param) => [param, preferences[param]]))
}

/** What a screen shows where its address says nothing; the currency is the server's own and has no name here. */
export function ownParams(pathname: string): Partial<Record<PreferredParam, string>> {
  const reader = readerOf(pathname)
  if (reader === null) return {}
  const { weighting, density } = DEFAULT_PREFERENCES
  const own = { range: reader.range, weighting, density }
  return Object.fromEntries(Object.entries(own).filter(([param, value]) => canState(pathname, param, value)))
}
