import { isCoinId } from '#lib/core/market/coin-id'

const FORMAT = 'strata-watchlist'
const VERSION = 1
const MOST_IDS = 1_000
const SHOWN_CHARACTERS = 40

/** A watchlist as text, or what is wrong with it in one clause. */
export type ParsedWatchlist = { ids: string[]; problem: null } | { ids: null; problem: string }

/** The list as it is kept and exported, in its order. `exportedAt` null: it does not leave this computer. */
export function printWatchlist(ids: readonly string[], exportedAt: string | null = null): string {
  const time = exportedAt === null ? {} : { exportedAt }
  return JSON.stringify({ format: FORMAT, version: VERSION, ids, ...time })
}

/** Reads what `printWatchlist` writes; ids may be of tokens nobody here knows, but each is an id, once. */
export function parseWatchlist(text: string): ParsedWatchlist {
  const file = parseJson(text)
  if (file === undefined) return refuse('it is not JSON')
  if (typeof file !== 'object' || file === null || Array.isArray(file))
    return refuse('it is not a JSON object with format, version and ids')
  const { format, version, ids } = file as Record<string, unknown>
  if (format !== FORMAT) return refuse(`its format is ${shown(format)}, not "${FORMAT}"`)
  if (version !== VERSION) return refuse(`its version is ${shown(version)}, this Strata reads ${VERSION}`)
  if (!Array.isArray(ids)) return refuse('it has no list of ids')
  if (ids.length > MOST_IDS) return refuse(`it has ${ids.length} ids, more than ${MOST_IDS}`)
  const known: string[] = []
  for (const [at, id] of ids.entries()) {
    if (typeof id !== 'string' || !isCoinId(id))
      return refuse(`id ${at + 1} is ${shown(id)}, not a CoinGecko id`)
    if (!known.includes(id)) known.push(id)
  }
  return { ids: known, problem: null }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function refuse(problem: string): ParsedWatchlist {
  return { ids: null, problem }
}

function shown(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value).slice(0, SHOWN_CHARACTERS)
}
