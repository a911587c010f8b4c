import { group } from 'd3-array'
import { foldName } from '#lib/core/stack/fold-name'
import { KNOWN_WRONG_IDS } from '#lib/core/stack/known-wrong-ids'
import type { ListedCoin } from '#lib/core/stack/listed-coins'
import type { Stack, StackProject } from '#lib/core/stack/stack'

export interface StackFinding {
  /** `note`: worth knowing, or already declared by the mapping. */
  level: 'error' | 'note'
  /** `null` for a finding about a project without a token. */
  coingeckoId: string | null
  message: string
  /** What to write instead; `null` when nothing better is known. */
  suggestion: string | null
}

export interface CheckOptions {
  /** Also names the coins that share a mapped token's symbol. */
  sharedSymbols?: boolean
}

/**
 * Compares the mapping with the upstream's id list: ids that are gone, unknown or known to be wrong, changed
 * symbols and names. A coin is only ever found by its id; names serve to suggest, symbols to nothing.
 * Cost: O(projects + list).
 */
export function checkStack(
  stack: Stack,
  list: readonly ListedCoin[],
  options: CheckOptions = {},
): StackFinding[] {
  const coins = indexCoins(list)
  return [
    ...stack.projects.flatMap((project) => checkProject(project, coins)),
    ...stack.benchmarks.flatMap(({ coingeckoId }) =>
      coins.byId.has(coingeckoId) ? [] : [goneBenchmark(coingeckoId)],
    ),
    ...(options.sharedSymbols ? stack.projects.flatMap((project) => checkSymbol(project, list, coins)) : []),
  ]
}

interface CoinIndex {
  byId: ReadonlyMap<string, ListedCoin>
  /** By folded name. */
  byName: ReadonlyMap<string, readonly ListedCoin[]>
}

function indexCoins(list: readonly ListedCoin[]): CoinIndex {
  const byId = new Map(list.map((coin) => [coin.id, coin]))
  return { byId, byName: group(byId.values(), ({ name }) => foldName(name)) }
}

function checkProject(project: StackProject, coins: CoinIndex): StackFinding[] {
  if (project.coingeckoId === null) return checkTokenless(project, coins)
  const known = KNOWN_WRONG_IDS.get(project.coingeckoId)
  if (known) {
    const message = `wrong id for ${project.name}: ${known.why}`
    const suggestion = known.sure ? known.meant : `${known.meant}, after confirming its contract address`
    return [{ level: 'error', coingeckoId: project.coingeckoId, message, suggestion }]
  }
  const coin = coins.byId.get(project.coingeckoId)
  if (!coin) return [gone(project, project.coingeckoId, coins)]
  return [...checkListed(project, coin), ...checkNames(project, coin)]
}

function gone(project: StackProject, coingeckoId: string, coins: CoinIndex): StackFinding {
  if (project.status === 'inactive') {
    const message = `${project.name} is gone from the list, as the mapping declares (inactive)`
    return { level: 'note', coingeckoId, message, suggestion: null }
  }
  const message = `${project.name} is not in the list: the id is gone or was never right`
  return { level: 'error', coingeckoId, message, suggestion: namesakes(project, coins) }
}

function goneBenchmark(coingeckoId: string): StackFinding {
  return { level: 'error', coingeckoId, message: 'this benchmark is not in the list', suggestion: null }
}

/** Ids of coins that bear the project's name or one of its aliases, without those known to be another coin. */
function namesakes(project: StackProject, coins: CoinIndex): string | null {
  const names = new Set([project.name, ...project.aliases].map(foldName))
  const ids = [...names].flatMap((name) => coins.byName.get(name)?.map(({ id }) => id) ?? [])
  const likely = ids.filter((id) => !KNOWN_WRONG_IDS.has(id)).slice(0, 5)
  return likely.length === 0 ? null : likely.join(' or ')
}

function checkTokenless(project: StackProject, coins: CoinIndex): StackFinding[] {
  const suggestion = namesakes(project, coins)
  if (suggestion === null) return []
  const message = `${project.name} has no token in the mapping, but a coin of that name is listed`
  return [
    { level: 'note', coingeckoId: null, message, suggestion: `${suggestion}, if it is the same project` },
  ]
}

function checkListed(project: StackProject, coin: ListedCoin): StackFinding[] {
  if (project.status !== 'inactive') return []
  const message = `${project.name} is declared inactive, but it is listed`
  return [{ level: 'note', coingeckoId: coin.id, message, suggestion: null }]
}

function checkNames(project: StackProject, coin: ListedCoin): StackFinding[] {
  const known = new Set([project.symbol ?? '', project.name, ...project.aliases].map(foldName))
  const findings: StackFinding[] = []
  const report = (what: string, ours: string, theirs: string) => {
    const message = `the ${what} is now ${theirs}, the mapping says ${ours}`
    findings.push({ level: 'note', coingeckoId: coin.id, message, suggestion: theirs })
  }
  if (coin.symbol !== '' && !known.has(foldName(coin.symbol))) {
    report('symbol', project.symbol ?? 'none', coin.symbol.toUpperCase())
  }
  if (coin.name !== '' && !known.has(foldName(coin.name))) report('name', project.name, coin.name)
  return findings
}

function checkSymbol(project: StackProject, list: readonly ListedCoin[], coins: CoinIndex): StackFinding[] {
  const coin = coins.byId.get(project.coingeckoId ?? '')
  if (!coin) return []
  const symbol = coin.symbol.toLowerCase()
  const others = list.filter(({ id, symbol: other }) => id !== coin.id && other.toLowerCase() === symbol)
  if (others.length === 0) return []
  const named = others.slice(0, 5).map(({ id }) => id)
  const rest = others.length > named.length ? ` and ${others.length - named.length} more` : ''
  const message = `shares the symbol ${coin.symbol.toUpperCase()} with ${named.join(', ')}${rest}`
  return [{ level: 'note', coingeckoId: coin.id, message, suggestion: null }]
}
