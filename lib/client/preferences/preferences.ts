import { useSyncExternalStore } from 'react'
import { createStoredValue } from '#lib/client/browser/stored-value'
import {
  DEFAULT_PREFERENCES,
  type Preferences,
  parsePreferences,
} from '#lib/client/preferences/parse-preferences'

const preferences = createStoredValue<Preferences>({
  key: 'strata-preferences',
  initial: DEFAULT_PREFERENCES,
  parse: parsePreferences,
  print: JSON.stringify,
})

/** What the reader of this computer prefers; the defaults on the server and until the page is hydrated. */
export function usePreferences(): Preferences {
  return useSyncExternalStore(preferences.subscribe, preferences.read, () => DEFAULT_PREFERENCES)
}

/** What is preferred now, outside of drawing. */
export function readPreferences(): Preferences {
  return preferences.read()
}

/** Changes some preferences. `false`: the change lasts only as long as the page. */
export function changePreferences(change: Partial<Preferences>): boolean {
  return preferences.change((current) => ({ ...current, ...change }))
}
