import { additiveFigures } from '#lib/core/analytics/board/additive-figures'
import type { BoardInput } from '#lib/core/analytics/board/board-input'
import { type BoardToken, boardTokens } from '#lib/core/analytics/board/board-token'
import { SECTOR } from '#lib/core/analytics/board/constituents'
import { entitySeries, knownSteps } from '#lib/core/analytics/board/entity-series'
import { type Entity, layerFigures } from '#lib/core/analytics/board/layer-figures'
import { seriesGrid } from '#lib/core/analytics/board/series-grid'
import { primaryShares, tokenFigures } from '#lib/core/analytics/board/token-figures'
import { usdInput } from '#lib/core/analytics/board/usd-input'
import type { LayerFigures, Snapshot, TokenFigures } from '#lib/core/contract/snapshot'
import { ATTRIBUTION } from '#lib/core/contract/vocabulary'

const SECTOR_ENTITY: Entity = {
  id: SECTOR,
  name: 'AI crypto',
  rank: 0,
  summary: 'Every token of the stack, once',
}

/**
 * The one published object: screen, JSON and CSV are views of it and cannot disagree.
 * Pure: the same input gives the same snapshot. Cost: a few ms for 60 tokens.
 */
export function buildSnapshot(input: BoardInput): Snapshot {
  const tokens = boardTokens(input)
  const constituents = tokens.filter((token) => token.constituent)
  const byLayer = new Map(
    input.stack.layers.map((layer) => [layer.id, constituents.filter((token) => isIn(token, layer.id))]),
  )
  const sectorSize = additiveFigures(constituents, SECTOR)
  const shares = primaryShares(byLayer, input)
  const lines = weekLines(tokens, input)
  const figuresOf = (entity: Entity, members: readonly BoardToken[]) => ({
    ...layerFigures(entity, members, sectorSize.marketCap, input),
    line7d: lines.get(entity.id) ?? [],
  })
  return {
    schemaVersion: 1,
    ...provenance(input),
    coverage: coverageLedger(tokens),
    history: input.historyProgress,
    attribution: { ...ATTRIBUTION },
    layers: input.stack.layers
      .toSorted((a, b) => a.rank - b.rank)
      .map(({ id, name, rank, summary }) => figuresOf({ id, name, rank, summary }, byLayer.get(id) ?? [])),
    sector: figuresOf(SECTOR_ENTITY, constituents),
    comparison: null,
    tokens: inBoardOrder(
      tokens.map((token) => tokenFigures(token, shares.get(token.mapped.id) ?? null, input)),
      input,
    ),
  }
}

/** 7-day lines rebased to 1. They join today's prices with history, so they are in USD on a board of any currency. */
function weekLines(
  tokens: readonly BoardToken[],
  input: BoardInput,
): ReadonlyMap<string, LayerFigures['line7d']> {
  const usd = usdInput(input)
  if (usd === null) return new Map()
  const constituents = (usd === input ? tokens : boardTokens(usd)).filter((token) => token.constituent)
  const grid = seriesGrid('7d', constituents, usd.market.asOf)
  const membersOf = (layer: string) => constituents.filter((token) => isIn(token, layer))
  const lines = [
    ...input.stack.layers.map(({ id }) => ({ id, ...entitySeries(membersOf(id), grid, usd) })),
    { id: SECTOR, ...entitySeries(constituents, grid, usd) },
  ].filter(({ reason }) => reason === null)
  const kept = knownSteps(
    lines.map(({ values }) => values),
    grid.times.length,
  )
  const rebased = (value: number | null | undefined) =>
    value === null || value === undefined ? null : value / 100
  return new Map(lines.map(({ id, values }) => [id, kept.map((at) => rebased(values[at]))]))
}

function provenance(input: BoardInput) {
  const { market } = input
  const iso = (time: number) => new Date(time).toISOString()
  return {
    sequence: market.sequence,
    asOf: iso(market.asOf),
    fetchedAt: iso(market.fetchedAt),
    source: input.status === 'recorded' ? ('recorded' as const) : ('live' as const),
    status: input.status,
    statusReason: input.statusReason,
    generatedAt: iso(input.now),
    nextRefreshAt: input.nextRefreshAt === null ? null : iso(input.nextRefreshAt),
    currency: market.currency,
    currencies: [...input.currencies],
    mapping: input.mapping,
    weighting: input.weighting,
    scope: input.scope,
  }
}

function isIn({ mapped: { project } }: BoardToken, layer: string): boolean {
  return project?.memberships.some((membership) => membership.layer === layer) ?? false
}

/** `missing` names every mapped id without an accepted price, whatever its listing. */
function coverageLedger(tokens: readonly BoardToken[]): Snapshot['coverage'] {
  const expected = tokens.filter((token) => token.constituent)
  const idsIn = (state: BoardToken['state']) =>
    tokens.filter((token) => token.state === state).map((token) => token.mapped.id)
  return {
    expected: expected.length,
    priced: expected.filter((token) => token.state !== 'missing').length,
    stale: expected.filter((token) => token.state === 'stale').length,
    missing: idsIn('missing'),
    quarantined: idsIn('quarantined'),
  }
}

/** Layer rank, then market cap descending with unknown last, then id; benchmarks last. */
function inBoardOrder(rows: readonly TokenFigures[], { stack }: BoardInput): TokenFigures[] {
  const ranks = new Map(stack.layers.map((layer) => [layer.id, layer.rank]))
  const rankOf = (row: TokenFigures) => ranks.get(row.layer ?? '') ?? Number.POSITIVE_INFINITY
  const sizeOf = (row: TokenFigures) => row.marketCap ?? Number.NEGATIVE_INFINITY
  return rows.toSorted(
    (a, b) => compare(rankOf(a), rankOf(b)) || compare(sizeOf(b), sizeOf(a)) || (a.id < b.id ? -1 : 1),
  )
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1
}
