export type PageEvent = 'shown' | 'hidden' | 'left' | 'online' | 'offline'

/** What happens to this page in its browser. */
export interface PageLife {
  isShown: () => boolean
  listen: (hear: (event: PageEvent) => void) => () => void
}

/** The page this runs in. */
export const pageLife: PageLife = {
  isShown: () => document.visibilityState === 'visible',
  listen(hear) {
    const watch = new AbortController()
    const { signal } = watch
    const on = (type: string, event: () => PageEvent) =>
      window.addEventListener(type, () => hear(event()), { signal })
    const shownOrHidden = (): PageEvent => (pageLife.isShown() ? 'shown' : 'hidden')
    document.addEventListener('visibilitychange', () => hear(shownOrHidden()), { signal })
    on('pageshow', shownOrHidden)
    on('pagehide', () => 'left')
    on('online', () => 'online')
    on('offline', () => 'offline')
    return () => watch.abort()
  },
}
