import { requireWhole } from '#lib/core/analytics/argument-checks'
import { completeRows } from '#lib/core/analytics/complete-rows'
import { correlation } from '#lib/core/analytics/correlation'
import { isConstant } from '#lib/core/analytics/is-constant'
import { sampleCovariance } from '#lib/core/analytics/sample-covariance'
import { symmetricEigenvalues } from '#lib/core/analytics/symmetric-eigenvalues'
import type { UnknownReason } from '#lib/core/contract/vocabulary'

/** Kritzman et al. take a fifth of the eigenvectors. */
const FRACTION = 0.2

export interface Absorption {
  /** Dates on which every token has a return. */
  n: number
  /** Eigenvectors counted. */
  k: number
  /** 0…1; near 1 the tokens are one trade. */
  absorptionRatio: number | null
  /** Variances along the principal axes, per period, largest first. */
  eigenvalues: number[] | null
  /** −1…1; `null` for a single token, or where one never moves. */
  avgPairwiseCorrelation: number | null
  reason: UnknownReason | null
}

export interface AbsorptionOptions {
  /** Share of the eigenvectors to count, above 0 and at most 1. */
  fraction?: number
  /** Common dates that must exist; at least 2. */
  minObs?: number
}

/**
 * Absorption ratio: the share of all variance that the first few common factors carry.
 * Purpose: whether a layer is one trade or many.
 * Formula: Σ of the k largest eigenvalues of the sample covariance / Σ of all, k = max(1, floor(fraction × N + 0.5)).
 * Unit: 0…1. `returns[date][token]`; gaps: dates with any missing return are left out; `null` with `too-short` or `gap`
 * below `minObs` dates, with `constant` where nothing moves. Cost: O(N² × dates + N³).
 * Source: Kritzman, Li, Page & Rigobon, Journal of Portfolio Management 37(4), 2011, with equal weights in time.
 * Example: three tokens with the same returns → 1.
 * @throws RangeError for rows of different length or a fraction outside 0…1.
 */
export function absorptionRatio(
  returns: readonly (readonly (number | null)[])[],
  { fraction = FRACTION, minObs = 2 }: AbsorptionOptions = {},
): Absorption {
  if (!(fraction > 0 && fraction <= 1)) {
    throw new RangeError(`absorptionRatio requires a fraction above 0 and at most 1, got ${fraction}`)
  }
  requireWhole('absorptionRatio', 'minObs', minObs, 0)
  const rows = completeRows('absorptionRatio', returns)
  const tokens = (returns[0] ?? []).length
  const known = { n: rows.length, k: Math.max(1, Math.floor(fraction * tokens + 0.5)) }
  const least = Math.max(2, minObs)
  if (tokens === 0) return unknown(known, 'too-few-constituents')
  if (rows.length < least) return unknown(known, returns.length < least ? 'too-short' : 'gap')
  const columns = Array.from({ length: tokens }, (_, token) => rows.map((row) => row[token] as number))
  if (columns.every((column) => isConstant(column, 1))) return unknown(known, 'constant')
  const eigenvalues = symmetricEigenvalues(sampleCovariance(columns)).map((value) => Math.max(0, value))
  const total = sum(eigenvalues)
  return {
    ...known,
    absorptionRatio: Math.min(1, sum(eigenvalues.slice(0, known.k)) / total),
    eigenvalues,
    avgPairwiseCorrelation: averagePairwiseCorrelation(columns),
    reason: null,
  }
}

function averagePairwiseCorrelation(columns: readonly (readonly number[])[]): number | null {
  const pairs = columns.flatMap((x, at) => columns.slice(at + 1).map((y) => correlation(x, y)))
  const known = pairs.filter((value) => value !== null)
  return pairs.length > 0 && known.length === pairs.length ? sum(known) / known.length : null
}

function sum(values: readonly number[]): number {
  let total = 0
  for (const value of values) total += value
  return total
}

function unknown(known: { n: number; k: number }, reason: UnknownReason): Absorption {
  return { ...known, absorptionRatio: null, eigenvalues: null, avgPairwiseCorrelation: null, reason }
}
