/** Below this share of the expected market cap a figure is not published. */
export const MINIMUM_COVERAGE = 0.6
/** Below this share it is marked provisional. */
export const FULL_COVERAGE = 0.9

/**
 * Covered share of the expected market cap.
 * Formula: Σ cap of covered / Σ cap of all whose cap is known. Tokens that never had a cap are in neither sum.
 * `null` when no cap is known. Unit: 0…1.
 */
export function coverage(tokens: readonly { marketCap: number | null; covered: boolean }[]): number | null {
  let all = 0
  let covered = 0
  for (const token of tokens) {
    if (token.marketCap === null || token.marketCap <= 0) continue
    all += token.marketCap
    if (token.covered) covered += token.marketCap
  }
  return all > 0 ? covered / all : null
}

/** Whether so much of the expected market cap is covered that a figure may be shown. */
export function isPublishable(share: number | null): share is number {
  return share !== null && share >= MINIMUM_COVERAGE
}
