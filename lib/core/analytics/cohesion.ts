import { requireEqualLengths, requireWhole } from '#lib/core/analytics/argument-checks'
import { correlation } from '#lib/core/analytics/correlation'
import { isConstant } from '#lib/core/analytics/is-constant'
import { isValidReturn } from '#lib/core/analytics/is-valid-return'
import { olsResiduals } from '#lib/core/analytics/ols-residuals'
import { seededRandom } from '#lib/core/analytics/seeded-random'
import type { UnknownReason } from '#lib/core/contract/vocabulary'

const MINIMUM_TOKENS = 3
const MINIMUM_DATES = 60
const PERMUTATIONS = 2000

/** One token of the pool; one slot per UTC date, the same dates for all, `null` where missing. */
export interface CohesionToken {
  id: string
  /** Daily simple returns. */
  returns: readonly (number | null)[]
  /** Of the sector without this token: `exSelfReturn` per date. */
  sectorExSelf: readonly (number | null)[]
}

export interface CohesionInput {
  /** The group's tokens and all others a random group may be drawn from. */
  pool: readonly CohesionToken[]
  /** Ids of the group. */
  group: readonly string[]
  /** Daily simple returns of Bitcoin. */
  bitcoin: readonly (number | null)[]
  /** Of the random groups, 0…2³² − 1. */
  seed: number
  permutations?: number
}

export interface Cohesion {
  /** Mean pairwise correlation of residuals, −1…1. */
  value: number | null
  /** How often a random group of this size is as close; `null` also where the pool holds no other token. */
  pValue: number | null
  /** Common dates of the group. */
  n: number
  /** Tokens of the group that were found in the pool. */
  tokens: number
  /** Tokens with residuals on all those dates, the group's included. */
  poolSize: number
  reason: UnknownReason | null
}

/**
 * Whether a group of tokens moves together beyond the market and the sector: is the layer real or a label?
 * Formula: residuals of each token's daily simple returns on Bitcoin and on the sector without the token; the mean of
 * their pairwise correlations. p-value by permuting labels: (b + 1) / (m + 1) with b of m random groups of the same size,
 * drawn without replacement from all residuals, at or above the observed mean.
 * Unit: −1…1, and 0…1. Gaps: dates on which Bitcoin or a token of the group is missing are left out; tokens of the pool
 * that lack one of the rest are not drawn. `null` with `too-few-constituents` below 3 tokens, `too-short` or `gap` below 60
 * dates, `constant` where a token has no residual of its own.
 * Cost: O(pool² × dates + permutations × group²). Source: Phipson & Smyth, Stat. Appl. Genet. Mol. Biol. 9(1), 2010 (the + 1).
 * Example: three tokens with one and the same residual among twenty unrelated → value 1, p near 1 / 2001.
 * @throws RangeError for series of different length, a seed or a number of permutations that is none.
 */
export function cohesion(input: CohesionInput): Cohesion {
  const { pool, group, bitcoin, seed, permutations = PERMUTATIONS } = input
  requireCohesionArguments(input, permutations)
  const random = seededRandom(seed)
  const wanted = new Set(group)
  const members = pool.filter(({ id }) => wanted.has(id))
  const dates = [...bitcoin.keys()].filter(
    (date) => isValidReturn(bitcoin[date]) && members.every((token) => isKnown(token, date)),
  )
  const drawn = residualPool(pool, dates, bitcoin)
  const observed = [...drawn.keys()].filter((at) => wanted.has(drawn[at]?.id ?? ''))
  const found = { n: dates.length, tokens: members.length, poolSize: drawn.length }
  const reason = unknownReason(found, observed.length, bitcoin.length)
  if (reason !== null) return { value: null, pValue: null, ...found, reason }
  const matrix = correlations(drawn.map(({ residuals }) => residuals))
  const value = meanCorrelation(matrix, observed)
  let asClose = 0
  for (let round = 0; round < permutations; round += 1) {
    if (meanCorrelation(matrix, randomGroup(drawn.length, observed.length, random)) >= value) asClose += 1
  }
  const pValue = drawn.length > observed.length ? (asClose + 1) / (permutations + 1) : null
  return { value, pValue, ...found, reason: null }
}

function requireCohesionArguments({ pool, bitcoin }: CohesionInput, permutations: number): void {
  requireWhole('cohesion', 'permutations', permutations, 1)
  const ids = new Set<string>()
  for (const { id, returns, sectorExSelf } of pool) {
    requireEqualLengths('cohesion', {
      bitcoin,
      [`${id}.returns`]: returns,
      [`${id}.sectorExSelf`]: sectorExSelf,
    })
    if (ids.has(id)) throw new RangeError(`cohesion requires each token once in the pool, got ${id} twice`)
    ids.add(id)
  }
}

function unknownReason(
  { n, tokens }: Pick<Cohesion, 'n' | 'tokens'>,
  withResiduals: number,
  dates: number,
): UnknownReason | null {
  if (tokens < MINIMUM_TOKENS) return 'too-few-constituents'
  if (n < MINIMUM_DATES) return dates < MINIMUM_DATES ? 'too-short' : 'gap'
  return withResiduals < tokens ? 'constant' : null
}

/** Residuals of every token that is known on all the dates and does more than follow the market. */
function residualPool(
  pool: readonly CohesionToken[],
  dates: readonly number[],
  bitcoin: readonly (number | null)[],
): { id: string; residuals: number[] }[] {
  if (dates.length === 0) return []
  const market = dates.map((date) => bitcoin[date] as number)
  return pool
    .filter((token) => dates.every((date) => isKnown(token, date)))
    .map((token) => ({ id: token.id, residuals: residualsOf(token, dates, market) }))
    .filter(({ residuals }) => !isConstant(residuals, 1))
}

function isKnown({ returns, sectorExSelf }: CohesionToken, date: number): boolean {
  return isValidReturn(returns[date]) && isValidReturn(sectorExSelf[date])
}

function residualsOf(
  { returns, sectorExSelf }: CohesionToken,
  dates: readonly number[],
  market: readonly number[],
): number[] {
  const on = (series: readonly (number | null)[]) => dates.map((date) => series[date] as number)
  return olsResiduals(on(returns), [market, on(sectorExSelf)])
}

/** Correlations of series none of which is constant, by row × count + column; the upper triangle is filled. */
function correlations(series: readonly (readonly number[])[]): Float64Array {
  const count = series.length
  const matrix = new Float64Array(count * count)
  for (let row = 0; row < count; row += 1) {
    for (let column = row + 1; column < count; column += 1) {
      matrix[row * count + column] = correlation(
        series[row] as number[],
        series[column] as number[],
      ) as number
    }
  }
  return matrix
}

/** `at` rises, so that one group has one sum to the last bit, whatever order it was drawn in. */
function meanCorrelation(matrix: Float64Array, at: ArrayLike<number>): number {
  const count = Math.sqrt(matrix.length)
  let sum = 0
  for (let first = 0; first < at.length; first += 1) {
    const row = (at[first] as number) * count
    for (let second = first + 1; second < at.length; second += 1)
      sum += matrix[row + (at[second] as number)] as number
  }
  return sum / ((at.length * (at.length - 1)) / 2)
}

/** `size` different indices below `count`, rising: the first steps of a Fisher–Yates shuffle. */
function randomGroup(count: number, size: number, random: () => number): Int32Array {
  const indices = Int32Array.from({ length: count }, (_, at) => at)
  for (let at = 0; at < size; at += 1) {
    const other = at + Math.floor(random() * (count - at))
    const kept = indices[at] as number
    indices[at] = indices[other] as number
    indices[other] = kept
  }
  return indices.subarray(0, size).sort()
}
