import { DEFAULT_PREFERENCES, type Preferences } from '#lib/client/parse-preferences'
import { viewParsers } from '#lib/client/view-params'

/** Preferences that a screen's address can state. */
export const preferredParsers = {
  range: viewParsers.range,
  currency: viewParsers.currency,
  weighting: viewParsers.weighting,
  density: viewParsers.density,
}
type PreferredParam = keyof typeof preferredParsers
export type PreferredParams = Partial<Pick<Preferences, PreferredParam>>

/** Which of them each screen reads, by the beginning of its path; the first that fits counts. */
const READ_BY: readonly { path: RegExp; params: readonly PreferredParam[] }[] = [
  { path: /^\/$/, params: ['range', 'currency', 'weighting', 'density'] },
]

/** Whether the screen at this path reads the parameter from its address. */
export function isReadBy(pathname: string, param: string): boolean {
  const screen = READ_BY.find(({ path }) => path.test(pathname))
  return screen?.params.some((candidate) => candidate === param) ?? false
}

const PARAMS = Object.keys(preferredParsers) as PreferredParam[]

/** What the preferences add to an address: only what the screen reads, the address leaves out and is not the default. */
export function preferredParams(
  pathname: string,
  search: URLSearchParams,
  preferences: Preferences,
): PreferredParams {
  const missing = PARAMS.filter(
    (param) =>
      isReadBy(pathname, param) && !search.has(param) && preferences[param] !== DEFAULT_PREFERENCES[param],
  )
  return Object.fromEntries(missing.map((param) => [param, preferences[param]]))
}
