import { foldName } from '#lib/core/stack/fold-name'

/** What the mapping says a coin is called. */
export interface KnownNames {
  name: string
  /** Empty: the mapping names none. */
  symbol: string
  aliases: readonly string[]
}

/** Shorter names lie inside others by chance. */
const SHORTEST_PART = 4

/**
 * Whether an id now stands for another coin: neither its symbol nor its name is one the mapping knows. A name that
 * holds a known one, or is held by it, is that name; a mapping without a symbol cannot tell.
 * Example: `Akash` (AKT) is Akash Network; `Terra` (LUNA) is not.
 */
export function isAnotherCoin(known: KnownNames, coin: { symbol: string; name: string }): boolean {
  const symbol = foldName(coin.symbol)
  const name = foldName(coin.name)
  if (known.symbol === '' || symbol === '' || name === '') return false
  const names = [known.symbol, known.name, ...known.aliases].map(foldName)
  if (names.includes(symbol)) return false
  return !names.some((one) => one === name || isPartOf(one, name) || isPartOf(name, one))
}

function isPartOf(part: string, whole: string): boolean {
  return part.length >= SHORTEST_PART && whole.includes(part)
}
