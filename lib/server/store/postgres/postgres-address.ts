const SHAPE = /^(postgres(?:ql)?:\/\/)([^/?#]*@)?([^/?#@]*)(\/[^?#]*)?(\?.*)?$/

/**
 * Addresses of the hosts that a PostgreSQL URL names, one URL each, in its order; several are separated by commas as in
 * `postgres://strata@db1,db2:5433/strata`.
 * @throws TypeError for what is no such URL; the message never repeats it, since it may hold a password
 */
export function postgresAddresses(url: string): string[] {
  const parts = SHAPE.exec(url)
  if (parts === null) throw new TypeError('It is not a postgres:// URL')
  const [, scheme = '', user = '', hosts = '', database = '', query = ''] = parts
  const all = hosts.split(',').map((host) => `${scheme}${user}${host}${database}${query}`)
  if (all.some((one) => !URL.canParse(one))) throw new TypeError('It is not a postgres:// URL')
  return all
}

/** The password of a PostgreSQL URL, for a log to leave out; `null` without one. */
export function passwordOf(url: string): string | null {
  const [first = ''] = postgresAddresses(url)
  const { password, searchParams } = new URL(first)
  const found = password || searchParams.get('password')
  return found ? decodeURIComponent(found) : null
}
