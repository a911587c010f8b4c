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

/** The password of a PostgreSQL URL as it is written and as it is sent, for a log to leave out; empty without one. */
export function passwordsOf(url: string): string[] {
  const written = SHAPE.exec(url)?.[2]?.slice(0, -1).split(':').slice(1).join(':') ?? ''
  const inQuery = new URL(postgresAddresses(url)[0] ?? '').searchParams.get('password') ?? ''
  const all = [written, decoded(written), inQuery].filter((one) => one !== '')
  return [...new Set(all)]
}

/** The driver takes a lone percent sign for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
