import { findMismatch, type Mismatch } from '#lib/server/commands/vectors/find-mismatch'
import type { Operation } from '#lib/server/commands/vectors/operation'
import { resolveSeries } from '#lib/server/commands/vectors/resolve-series'
import type { SeriesFile, VectorCase } from '#lib/server/commands/vectors/vector-case'

/** What one case shows, or `null` where it holds. A fault of the case or of the operation is a failure, never a crash. */
export function runCase(
  vector: VectorCase,
  operations: Readonly<Record<string, Operation>>,
  series: SeriesFile,
): Mismatch | null {
  const operation = Object.hasOwn(operations, vector.op) ? operations[vector.op] : undefined
  if (!operation) return { path: '', expected: vector.expected, actual: `unknown operation ${vector.op}` }
  try {
    const input = resolveSeries(vector.input, series) as Record<string, unknown>
    return findMismatch(vector.expected, operation(input, vector.params), vector.tolerance)
  } catch (error) {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    return { path: '', expected: vector.expected, actual: `threw ${message.replaceAll(/\s+/g, ' ')}` }
  }
}
