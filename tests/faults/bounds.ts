import type { Snapshot } from '#lib/core/contract/snapshot'

type Range = readonly [low: number, high: number]

const PRICE: Range = [Number.MIN_VALUE, 1e9]
const CAP: Range = [0, 1e14]
const RETURN: Range = [-1, 1e4]

/** Bounds of every number of a token by its field; a field that is not here is not checked. */
const TOKEN: Readonly<Record<string, Range>> = {
  price: PRICE,
  high24h: PRICE,
  low24h: PRICE,
  ath: PRICE,
  marketCap: CAP,
  fullyDilutedValuation: CAP,
  volume24h: [0, 1e13],
  circulatingSupply: [0, 1e18],
}
const LAYER: Readonly<Record<string, Range>> = {
  marketCap: CAP,
  volume24h: [0, 1e13],
  share: [0, 1 + 1e-9],
  coverage: [0, 1 + 1e-9],
  staleWeight: [0, 1 + 1e-9],
}
const LONGEST_TEXT = 128

/** What in a snapshot lies outside of what can be: one sentence each. JSON itself turns an infinite number into null. */
export function outOfBounds({ tokens, layers, sector }: Snapshot): string[] {
  const found: string[] = []
  const check = (what: string, values: object, bounds: Readonly<Record<string, Range>>) => {
    for (const [name, [low, high]] of Object.entries(bounds)) {
      const value: unknown = values[name as keyof typeof values]
      if (typeof value === 'number' && !(value >= low && value <= high))
        found.push(`${what}.${name} is ${value}`)
    }
  }
  const checkReturns = (what: string, returns: Readonly<Record<string, number | null>>) =>
    check(what, returns, Object.fromEntries(Object.keys(returns).map((name) => [name, RETURN])))
  for (const token of tokens) {
    check(token.id, token, TOKEN)
    checkReturns(`${token.id}.returns`, token.returns)
    if (token.name.length > LONGEST_TEXT || token.symbol.length > LONGEST_TEXT)
      found.push(`${token.id} has a name that is too long`)
    if (token.state !== 'missing' && token.price === null) found.push(`${token.id} has lost its price`)
  }
  for (const layer of [...layers, sector]) {
    check(layer.id, layer, LAYER)
    checkReturns(`${layer.id}.returns`, layer.returns)
  }
  return found
}
