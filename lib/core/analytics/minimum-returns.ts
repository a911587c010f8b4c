/** Share of a window's returns that must exist. */
const MINIMUM_COVERAGE = 0.8

/** Least number of returns for a window: 80 %, but never below six. */
export function minimumReturns(window: number): number {
  return Math.max(6, Math.ceil(window * MINIMUM_COVERAGE))
}
