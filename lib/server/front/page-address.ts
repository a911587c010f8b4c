import { PAGE_PARAMS } from '#lib/core/contract/page-params'

const SCREENS: Readonly<Record<string, readonly string[]>> = {
  '/': PAGE_PARAMS.overview,
  '/volatility': PAGE_PARAMS.volatility,
  '/stack': PAGE_PARAMS.stack,
  '/methodology': PAGE_PARAMS.methodology,
  '/status': PAGE_PARAMS.status,
}
const LAYER = /^\/layers\/[^/]{1,128}$/
const TOKEN = /^\/tokens\/[^/]{1,128}$/

/**
 * A screen's address in its one written form, without what no screen reads: equal addresses are one prepared page.
 * `null` where no screen is.
 * @param search with its question mark, or empty
 */
export function pageAddress(pathname: string, search: string): string | null {
  const known = paramsOf(pathname)
  if (known === null) return null
  const given = new URLSearchParams(search)
  const kept = new URLSearchParams()
  for (const name of known) {
    const value = given.get(name)
    if (value !== null) kept.set(name, value)
  }
  const query = kept.toString()
  return query === '' ? pathname : `${pathname}?${query}`
}

function paramsOf(pathname: string): readonly string[] | null {
  if (Object.hasOwn(SCREENS, pathname)) return SCREENS[pathname] ?? null
  if (LAYER.test(pathname)) return PAGE_PARAMS.layer
  return TOKEN.test(pathname) ? PAGE_PARAMS.token : null
}

const PART =
  /^(?:\/icon\.svg|\/favicon\.ico|(?:\/(?:volatility|stack|methodology|status|layers\/[^/]{1,128}|tokens\/[^/]{1,128}))?\/opengraph-image(?:-\w{1,16})?)$/

/** Whether a path is a file that belongs to a screen: its preview picture or the icon. */
export function isPagePart(pathname: string): boolean {
  return PART.test(pathname)
}

const TYPED = /^\/[\w./-]{0,128}$/

/** Whether a person may have typed it: only then a page is drawn to say that nothing is there. */
export function isTypedPath(pathname: string): boolean {
  return TYPED.test(pathname) && !pathname.includes('//')
}
