import type { VectorCase } from '#lib/server/commands/vectors/vector-case'

export interface Mismatch {
  /** Where in the result, such as `rolling[3]`; empty for the result as a whole. */
  path: string
  expected: unknown
  actual: unknown
}

/**
 * First place where `actual` is not what `expected` demands, or `null`.
 * Numbers: |actual − expected| ≤ abs + rel × max(|actual|, |expected|), and actual finite. An expected `null` accepts
 * `null`, `undefined` and `NaN`, nothing else. Arrays have equal length; of objects only the expected keys are compared.
 */
export function findMismatch(
  expected: unknown,
  actual: unknown,
  tolerance: VectorCase['tolerance'],
  path = '',
): Mismatch | null {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return { path, expected, actual }
    if (actual.length !== expected.length)
      return { path: joinPath(path, 'length'), expected: expected.length, actual: actual.length }
    return firstOf(expected.entries(), (index, item) =>
      findMismatch(item, actual[index], tolerance, `${path}[${index}]`),
    )
  }
  if (typeof expected === 'object' && expected !== null) {
    if (!isRecord(actual)) return { path, expected, actual }
    return firstOf(Object.entries(expected), (key, item) =>
      findMismatch(
        item,
        Object.hasOwn(actual, key) ? actual[key] : undefined,
        tolerance,
        joinPath(path, key),
      ),
    )
  }
  return matchesLeaf(expected, actual, tolerance) ? null : { path, expected, actual }
}

function matchesLeaf(expected: unknown, actual: unknown, { rel, abs }: VectorCase['tolerance']): boolean {
  if (expected === null) return actual === null || actual === undefined || Number.isNaN(actual)
  if (typeof expected !== 'number') return actual === expected
  if (typeof actual !== 'number' || !Number.isFinite(actual)) return false
  return Math.abs(actual - expected) <= abs + rel * Math.max(Math.abs(actual), Math.abs(expected))
}

function firstOf<K>(
  entries: Iterable<[K, unknown]>,
  compare: (key: K, item: unknown) => Mismatch | null,
): Mismatch | null {
  for (const [key, item] of entries) {
    const mismatch = compare(key, item)
    if (mismatch !== null) return mismatch
  }
  return null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function joinPath(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}
