import { isValidPrice } from '#lib/core/analytics/log-returns'

/** One layer a token belongs to. */
export interface LayerShare {
  layer: string
  /** Part of the token's size that counts here, 0 or more; default 1 / number of memberships. Scaled to sum to 1. */
  share?: number
}

export interface SizedToken {
  id: string
  /** `null`, 0 and no number are unknown. */
  marketCap: number | null
  /** The first is the primary layer; a token without any is in no layer and in no total. */
  memberships: readonly LayerShare[]
}

/** Market caps by layer; `null` where no token's cap is known. */
export type LayerSizes = Record<string, number | null>

export interface LayerTotals {
  /** Every token once: the sector. */
  unionMarketCap: number | null
  /** Σ of `full`; more than the union by what is counted twice. */
  sumOfFullLayers: number | null
  doubleCounted: number | null
  /** Every token with its whole cap in each of its layers. Not additive. */
  full: LayerSizes
  /** Every token divided by its shares. Additive: sums to the union. */
  fractional: LayerSizes
  /** Every token with its whole cap in its primary layer only. Additive. */
  primary: LayerSizes
}

/**
 * Sizes of layers that share tokens.
 * Purpose: totals that count nothing twice, and how much the full layers overlap.
 * Formula: full = Σ M, fractional = Σ share × M, primary = Σ M of the first-listed; overlap = Σ full − union.
 * Unit: that of the caps. Gaps: a token without a known cap counts nowhere; of rows with the same id the first counts.
 * Cost: O(memberships). Source: style indices that split one stock by shares that sum to 1 (S&P, Russell).
 * Example: 100 in L1 and models → full 100 and 100, fractional 50 and 50, union 100, counted twice 100.
 * @throws RangeError for a negative share, shares that sum to 0, or a layer named twice for one token.
 */
export function layerTotals(tokens: readonly SizedToken[]): LayerTotals {
  const full: LayerSizes = {}
  const fractional: LayerSizes = {}
  const primary: LayerSizes = {}
  const placed = eachOnce(tokens).map((token) => ({
    ...token,
    size: knownCap(token),
    shares: sharesOf(token),
  }))
  for (const { size, shares, memberships } of placed) {
    for (const [at, { layer }] of memberships.entries()) {
      full[layer] = plus(full[layer] ?? null, size)
      fractional[layer] = plus(fractional[layer] ?? null, timesShare(size, shares[at]))
      if (at === 0) primary[layer] = plus(primary[layer] ?? null, size)
    }
  }
  const unionMarketCap = placed.map(({ size }) => size).reduce(plus, null)
  const sumOfFullLayers = Object.values(full).reduce(plus, null)
  const doubleCounted =
    unionMarketCap === null || sumOfFullLayers === null ? null : sumOfFullLayers - unionMarketCap
  return { unionMarketCap, sumOfFullLayers, doubleCounted, full, fractional, primary }
}

/** Placed tokens, the first row of each id. */
function eachOnce(tokens: readonly SizedToken[]): SizedToken[] {
  const ids = new Set<string>()
  return tokens.filter(({ id, memberships }) => {
    const isNew = memberships.length > 0 && !ids.has(id)
    ids.add(id)
    return isNew
  })
}

/** Larger caps than this cannot be summed within the range of numbers. */
const LARGEST_CAP = 1e300

function knownCap({ marketCap }: SizedToken): number | null {
  return isValidPrice(marketCap) && marketCap <= LARGEST_CAP ? marketCap : null
}

function timesShare(size: number | null, share: number | undefined): number | null {
  return size === null || share === undefined ? null : size * share
}

function sharesOf({ id, memberships }: SizedToken): number[] {
  if (new Set(memberships.map(({ layer }) => layer)).size < memberships.length) {
    throw new RangeError(`layerTotals requires each layer once per token, got ${id} twice in one`)
  }
  const shares = memberships.map(({ share }) => share ?? 1 / memberships.length)
  const bad = shares.find((share) => !(share >= 0 && Number.isFinite(share)))
  if (bad !== undefined)
    throw new RangeError(`layerTotals requires shares of 0 or more, got ${bad} for ${id}`)
  const total = shares.reduce((sum, share) => sum + share, 0)
  if (total === 0) {
    throw new RangeError(`layerTotals requires shares that do not sum to 0, got 0 for ${id}`)
  }
  return shares.map((share) => share / total)
}

/** Sum of what is known; `null` when neither is. */
function plus(sum: number | null, value: number | null): number | null {
  if (sum === null || value === null) return sum ?? value
  return sum + value
}
