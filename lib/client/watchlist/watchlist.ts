import { useSyncExternalStore } from 'react'
import { createStoredValue } from '#lib/client/browser/stored-value'
import { parseWatchlist, printWatchlist } from '#lib/client/watchlist/watchlist-file'

const watchlist = createStoredValue<readonly string[]>({
  key: 'strata-watchlist',
  initial: [],
  parse: (text) => parseWatchlist(text).ids,
  print: (ids) => printWatchlist(ids),
})

/** Ids of watched tokens in the order they were added; `null` on the server and until the page is hydrated. */
export function useWatchlist(): readonly string[] | null {
  return useSyncExternalStore<readonly string[] | null>(watchlist.subscribe, watchlist.read, () => null)
}

/** Whether one token is watched; `false` until the page is hydrated. */
export function useIsWatched(id: string): boolean {
  return useSyncExternalStore(
    watchlist.subscribe,
    () => watchlist.read().includes(id),
    () => false,
  )
}

/** Adds a token at the end, or takes it off. `false`: the change lasts only as long as the page. */
export function toggleWatched(id: string): boolean {
  return watchlist.change((ids) => (ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]))
}

/** Adds what is not there yet, in the order given. `false`: the change lasts only as long as the page. */
export function addWatched(added: readonly string[]): boolean {
  return watchlist.change((ids) => [...ids, ...added.filter((id) => !ids.includes(id))])
}
