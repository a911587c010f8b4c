import { BENCHMARKS, type BenchmarkId } from '#lib/client/volatility/volatility-params'
import type { Snapshot, TokenFigures } from '#lib/core/contract/snapshot'

/** Tokens and layers on one chart; more lines than this nobody tells apart. */
export const MAX_CHOSEN = 8

/** Ids of tokens and of layers, each in the order of their chips: layers first. */
export interface Selection {
  ids: readonly string[]
  layers: readonly string[]
}

/** A selection that can be shown, the benchmarks that were named among the tokens, and what had to be left out. */
export interface ReadSelection extends Selection {
  benchmarks: readonly BenchmarkId[]
  ignored: readonly { param: 'ids' | 'layers'; value: string; why: string }[]
}

/** How many tokens and layers are chosen. */
export function countOf({ ids, layers }: Selection): number {
  return ids.length + layers.length
}

/** What the URL asks for as far as it exists. Lists that are absent, or of which nothing exists: the default selection. */
export function readSelection(
  snapshot: Snapshot,
  wanted: { ids: readonly string[] | null; layers: readonly string[] | null },
): ReadSelection {
  const isLayer = (id: string) => snapshot.layers.some((layer) => layer.id === id)
  const isEntity = (id: string) => isBenchmark(id) || snapshot.tokens.some((token) => token.id === id)
  const asked = {
    ids: usableList(wanted.ids, isEntity),
    layers: usableList(wanted.layers, isLayer),
  }
  if (asked.ids === null && asked.layers === null) {
    return { ...defaultSelection(snapshot), benchmarks: [], ignored: [] }
  }
  const [askedIds, askedLayers] = [asked.ids ?? [], asked.layers ?? []]
  const layers = askedLayers.filter(isLayer).slice(0, MAX_CHOSEN)
  const tokens = askedIds.filter((id) => isEntity(id) && !isBenchmark(id))
  const ids = tokens.slice(0, MAX_CHOSEN - layers.length)
  const leftOut = (param: 'ids' | 'layers', values: readonly string[], why: string) =>
    values.map((value) => ({ param, value, why }))
  return {
    ids,
    layers,
    benchmarks: BENCHMARKS.filter((id) => askedIds.includes(id)),
    ignored: [
      ...leftOut(
        'layers',
        askedLayers.filter((id) => !isLayer(id)),
        'no such layer',
      ),
      ...leftOut(
        'ids',
        askedIds.filter((id) => !isEntity(id)),
        'not in the mapping',
      ),
      ...leftOut('ids', tokens.slice(ids.length), `more than ${MAX_CHOSEN} at once`),
    ],
  }
}

function isBenchmark(id: string): boolean {
  return BENCHMARKS.some((benchmark) => benchmark === id)
}

/** Each member once; `null` when something is asked for and nothing of it exists. */
function usableList(list: readonly string[] | null, exists: (id: string) => boolean): string[] | null {
  if (list === null || (list.length > 0 && !list.some(exists))) return null
  return [...new Set(list)]
}

/**
 * Every layer whose index has a volatility, and of each layer the largest token that has one and enough of a past to
 * say whether it is unusual.
 */
export function defaultSelection(snapshot: Snapshot): Selection {
  const layers = snapshot.layers
    .filter(({ volatility30d }) => volatility30d.value !== null)
    .map(({ id }) => id)
  const hasPast = (token: TokenFigures) => isMeasured(token) && token.volatilityPercentile !== null
  const ids = snapshot.layers.flatMap(({ id }) =>
    largest(
      snapshot.tokens.filter((token) => isCore(token) && token.layer === id && hasPast(token)),
      1,
    ),
  )
  return { layers, ids: ids.slice(0, MAX_CHOSEN - layers.length) }
}

/** A layer's index and its largest tokens. */
export function layerSelection(snapshot: Snapshot, layerId: string): Selection {
  return { layers: [layerId], ids: largest(membersOf(snapshot, layerId), MAX_CHOSEN - 1) }
}

/** The largest core tokens by market cap. */
export function largestSelection(snapshot: Snapshot): Selection {
  return { layers: [], ids: largest(snapshot.tokens.filter(isCore), MAX_CHOSEN) }
}

/** By the 30-day volatility of the board. */
export function mostVolatileSelection(snapshot: Snapshot): Selection {
  const tokens = snapshot.tokens.filter((token) => isCore(token) && isMeasured(token))
  return { layers: [], ids: highest(tokens, ({ volatility }) => volatility['30d']).slice(0, MAX_CHOSEN) }
}

/** Those of a watchlist that the mapping has, in its order. */
export function watchedSelection(snapshot: Snapshot, watched: readonly string[]): Selection {
  const ids = watched.filter((id) => snapshot.tokens.some((token) => token.id === id && token.layer !== null))
  return { layers: [], ids: ids.slice(0, MAX_CHOSEN) }
}

const isCore = ({ scope, listing }: TokenFigures) => scope === 'core' && listing === 'active'
const isMeasured = ({ volatility }: TokenFigures) => volatility['30d'] !== null

function membersOf({ tokens }: Snapshot, layerId: string): TokenFigures[] {
  return tokens.filter(
    (token) =>
      isCore(token) && (token.layer === layerId || token.alsoIn.some(({ layer }) => layer === layerId)),
  )
}

function largest(tokens: readonly TokenFigures[], count: number): string[] {
  return highest(tokens, ({ marketCap }) => marketCap).slice(0, count)
}

/** Ids by a figure, highest first; those without it are left out. */
function highest(
  tokens: readonly TokenFigures[],
  figureOf: (token: TokenFigures) => number | null,
): string[] {
  const known = tokens.flatMap((token) => {
    const figure = figureOf(token)
    return figure === null ? [] : [{ id: token.id, figure }]
  })
  return known.toSorted((a, b) => b.figure - a.figure).map(({ id }) => id)
}
