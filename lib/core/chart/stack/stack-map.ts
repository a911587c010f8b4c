import type { LayerFigures, MappingMove, Snapshot, TokenFigures } from '#lib/core/contract/snapshot'
import type { StackView, StackViewProject } from '#lib/core/contract/stack-view'

/** Why a project takes part in no figure of this view; `counted` when it does. */
export type TilePart =
  | 'counted'
  | 'adjacent'
  | 'benchmark'
  | 'legacy'
  | 'inactive'
  | 'pre-launch'
  | 'no-token'
  | 'not-listed'
  | 'dropped'

/** One project in one place of the stack. A project in two layers has a tile in each. */
export interface MapTile {
  key: string
  project: StackViewProject
  layer: string
  category: string
  /** Part of the project's size that counts here, 0…1. */
  share: number
  isPrimary: boolean
  part: TilePart
  /** The project's row in the snapshot; `null` for one without a token, and for a dropped one. */
  token: TokenFigures | null
  /** The what-if's move that put it here or took it out. */
  move: MappingMove | null
}

export interface MapCategory {
  id: string
  name: string
  tiles: MapTile[]
}

export interface MapLayer {
  figures: LayerFigures
  categories: MapCategory[]
}

export interface StackMap {
  /** Top layer first, as the stack is drawn. */
  layers: MapLayer[]
  dropped: MapTile[]
}

/** Category of tiles that a what-if moved. */
export const MOVED_CATEGORY = { id: 'what-if', name: 'Moved here (what-if)' } as const

/**
 * Every project of the mapping in force in its places, with its row of the snapshot. A what-if is read from the snapshot
 * alone, so that places and figures change in one step. Tiles go by market cap, unknown last, then by name.
 */
export function stackMap(shipped: StackView, snapshot: Snapshot): StackMap {
  const tiles = allTiles(shipped, snapshot)
  const layers = snapshot.layers.toSorted((a, b) => b.rank - a.rank)
  return {
    layers: layers.map((figures) => ({ figures, categories: categoriesOf(figures.id, tiles, shipped) })),
    dropped: tiles.filter(({ part }) => part === 'dropped'),
  }
}

function allTiles(shipped: StackView, snapshot: Snapshot): MapTile[] {
  const rows = new Map(snapshot.tokens.map((token) => [token.id, token]))
  const moves = new Map(snapshot.mapping.moves.map((move) => [move.id, move]))
  return shipped.projects.flatMap((project) => {
    const move = moves.get(project.coingeckoId ?? '') ?? null
    const token = rows.get(project.coingeckoId ?? '') ?? null
    const part = move?.to === null ? 'dropped' : partOf(project, token, snapshot)
    return placesOf(project, move).map(({ layer, category, share, primary }) => ({
      key: `${project.slug}/${layer}/${category}`,
      ...{ project, layer, category, share, isPrimary: primary, part, token, move },
    }))
  })
}

type Place = StackViewProject['memberships'][number]

function placesOf({ memberships }: StackViewProject, move: MappingMove | null): Place[] {
  if (move === null) return memberships
  const primary = memberships.find((membership) => membership.primary) ?? memberships[0]
  if (move.to === null || primary === undefined) return primary ? [primary] : []
  return [{ ...primary, layer: move.to, category: MOVED_CATEGORY.id, primary: true, share: 1 }]
}

function partOf(
  { status, scope, since }: StackViewProject,
  token: TokenFigures | null,
  snapshot: Snapshot,
): TilePart {
  if (token?.listing === 'benchmark') return 'benchmark'
  if (status !== 'active') return status
  if (since !== null && Date.parse(since) > Date.parse(snapshot.generatedAt)) return 'not-listed'
  return scope === 'adjacent' && snapshot.scope === 'core' ? 'adjacent' : 'counted'
}

function categoriesOf(layer: string, tiles: readonly MapTile[], shipped: StackView): MapCategory[] {
  const known = shipped.layers.find(({ id }) => id === layer)?.categories ?? []
  const own = known.some(({ id }) => id === MOVED_CATEGORY.id)
  return [...known, ...(own ? [] : [MOVED_CATEGORY])]
    .map(({ id, name }) => ({
      id,
      name,
      tiles: tiles.filter((tile) => tile.part !== 'dropped' && isAt(tile, layer, id)).sort(bySizeDown),
    }))
    .filter((category) => category.tiles.length > 0)
}

function isAt(tile: MapTile, layer: string, category: string): boolean {
  return tile.layer === layer && tile.category === category
}

function bySizeDown(a: MapTile, b: MapTile): number {
  const sizeOf = ({ token }: MapTile) => token?.marketCap ?? -1
  return sizeOf(b) - sizeOf(a) || (a.project.name < b.project.name ? -1 : 1)
}
