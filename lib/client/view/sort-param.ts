import { createParser } from 'nuqs/server'

/** Order of a table; written `weight` ascending, `-weight` descending. */
export interface SortBy<Key extends string> {
  key: Key
  descending: boolean
}

/** Reads the order of a table that can be sorted by these keys. */
export function parseAsSortBy<const Key extends string>(keys: readonly Key[]) {
  return createParser<SortBy<Key>>({
    parse(value) {
      const descending = value.startsWith('-')
      const name = descending ? value.slice(1) : value
      const key = keys.find((candidate) => candidate === name)
      return key === undefined ? null : { key, descending }
    },
    serialize: ({ key, descending }) => (descending ? `-${key}` : key),
    eq: (a, b) => a.key === b.key && a.descending === b.descending,
  })
}
