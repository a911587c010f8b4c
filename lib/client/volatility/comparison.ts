import type { CorrelationParams } from '#lib/client/queries/correlation-query'
import type { VolatilityParams } from '#lib/client/queries/volatility-query'
import { BENCHMARKS, type BenchmarkId, type VolatilityView } from '#lib/client/volatility/volatility-params'
import { type ReadSelection, readSelection } from '#lib/client/volatility/volatility-selection'
import type { ComparedIds } from '#lib/core/chart/comparison/compared-entity'
import type { Snapshot } from '#lib/core/contract/snapshot'

/** What one address of the Volatility screen means: who is compared, and the two questions that follow from it. */
export interface Comparison {
  selection: ReadSelection
  benchmarks: readonly BenchmarkId[]
  members: ComparedIds
  volatility: VolatilityParams
  correlation: CorrelationParams
}

const BENCHMARK_NAMES: Readonly<Record<BenchmarkId, string>> = {
  bitcoin: 'BTC',
  ethereum: 'ETH',
  sector: 'Sector',
}

/** The short name a benchmark goes by on charts and chips. */
export function benchmarkName(id: BenchmarkId): string {
  return BENCHMARK_NAMES[id]
}

/** Reads an address against the board: members that do not exist are left out, see `readSelection`. */
export function comparisonOf(snapshot: Snapshot, view: VolatilityView): Comparison {
  const selection = readSelection(snapshot, view)
  const benchmarks = BENCHMARKS.filter((id) => view.bench.includes(id) || selection.benchmarks.includes(id))
  const isEmpty = selection.ids.length + selection.layers.length === 0
  // Benchmarks stand beside a choice, never instead of one.
  const asked = { ids: isEmpty ? [] : [...selection.ids, ...benchmarks], layers: selection.layers }
  const { window, range, estimator, corr } = view
  return {
    selection,
    benchmarks,
    members: {
      layers: selection.layers.map((id) => ({
        id,
        rank: snapshot.layers.find((layer) => layer.id === id)?.rank ?? null,
      })),
      tokens: selection.ids.map((id) => ({
        id,
        symbol: snapshot.tokens.find((token) => token.id === id)?.symbol ?? id,
      })),
      benchmarks: benchmarks.map((id) => ({ id, symbol: benchmarkName(id) })),
    },
    volatility: { ...asked, window, range, estimator },
    correlation: { ...asked, window: corr },
  }
}
