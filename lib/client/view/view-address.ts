import { ownParams } from '#lib/client/preferences/preferred-params'
import { readableSearch } from '#lib/client/view/readable-search'

/** The address of a view with its defaults stated too, so that it shows the same to a reader who prefers others. */
export function viewAddress(href: string): string {
  const url = new URL(href)
  for (const [param, value] of Object.entries(ownParams(url.pathname)))
    if (!url.searchParams.has(param)) url.searchParams.set(param, value)
  url.search = readableSearch(url.search)
  return url.href
}
