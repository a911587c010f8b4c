import { ownParams } from '#lib/client/preferences/preferred-params'

/** The address of a view with its defaults stated too, so that it shows the same to a reader who prefers others. */
export function viewAddress(href: string): string {
  const url = new URL(href)
  for (const [param, value] of Object.entries(ownParams(url.pathname)))
    if (!url.searchParams.has(param)) url.searchParams.set(param, value)
  // Commas and colons of lists stay readable.
  url.search = url.search.replaceAll('%2C', ',').replaceAll('%3A', ':')
  return url.href
}
