/** A query string in which the commas and colons of lists stay readable, as addresses allow. */
export function readableSearch(search: string): string {
  return search.replaceAll('%2C', ',').replaceAll('%3A', ':')
}
