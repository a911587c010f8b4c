import {
  type HierarchyNode,
  type HierarchyRectangularNode,
  hierarchy,
  treemap,
  treemapDice,
  treemapSlice,
  treemapSquarify,
} from 'd3-hierarchy'
import type { MapCategory, MapLayer, MapTile } from '#lib/core/chart/stack/stack-map'

export type TileSize = 'equal' | 'marketCap' | 'volume24h'

/** A rectangle in percent of its layer's box. */
interface Area {
  left: number
  top: number
  width: number
  height: number
}

export interface TileArea extends Area {
  tile: MapTile
}

export interface CategoryArea extends Area {
  category: MapCategory
  /** Largest first. */
  tiles: TileArea[]
}

export interface AreaOptions {
  size: TileSize
  /** `columns`: categories side by side in the order of the mapping; `treemap`: every tile of a layer where it fits. */
  mode: 'columns' | 'treemap'
  /** Width of a layer's box in px, as near as it is known: shapes follow it, areas do not. */
  width: number
  isNarrow: boolean
}

export interface LayerAreas {
  /** px */
  height: number
  categories: CategoryArea[]
}

/** No tile is drawn smaller than this, in px²: it must be seen, hit and read. */
const SMALLEST_TILE = 44 * 36
const CATEGORY_HEAD = 18
const GAP = 2
const COLUMN_HEIGHT = 176
const COLUMN_WIDTH = 76
const ROW_HEIGHT = 72
const LEAST_ROW = 52
/** A category of many needs room beside its head. */
const ROOM_FOR_HEAD = 1.4
const MAP_HEIGHT = { wide: 720, narrow: 1120 } as const
const SMALLEST_LAYER = 128
/** Least breadth of what stands together beside something large, px. */
const STRIP = 60

/**
 * What a tile's area stands for; `null` when unknown or when the project takes part in no figure of this view.
 * A project in two layers counts in each with its share, so that areas add up to what the layer's figure says.
 */
export function tileSize({ part, token, share }: MapTile, size: TileSize): number | null {
  if (size === 'equal') return 1
  const value = part === 'counted' ? (token?.[size] ?? null) : null
  return value === null ? null : value * share
}

/** Places of all tiles of each layer, in the order of `layers`. Pure; cost: about 1 ms for 70 tiles. */
export function stackAreas(layers: readonly MapLayer[], options: AreaOptions): LayerAreas[] {
  const total = Math.max(...layers.map((layer) => sumOf(tilesOf(layer), options.size)), 0)
  const all = layers.reduce((sum, layer) => sum + sumOf(tilesOf(layer), options.size), 0)
  return layers.map((layer) => {
    const part = total === 0 ? 1 / layers.length : sumOf(tilesOf(layer), options.size) / all
    return layerAreas(layer, layerHeight(layer, part, options), options)
  })
}

function layerHeight({ categories }: MapLayer, part: number, { mode, isNarrow }: AreaOptions): number {
  if (mode === 'columns') return isNarrow ? categories.length * ROW_HEIGHT : COLUMN_HEIGHT
  return Math.max(SMALLEST_LAYER, Math.round(part * (isNarrow ? MAP_HEIGHT.narrow : MAP_HEIGHT.wide)))
}

interface Branch {
  category?: MapCategory
  tile?: MapTile
  value?: number
  children?: Branch[]
}

function layerAreas({ categories }: MapLayer, height: number, options: AreaOptions): LayerAreas {
  const { mode, width, isNarrow } = options
  const box = { width, height }
  // A treemap knows the layer only: heads of categories a few pixels wide would say nothing.
  const groups = mode === 'columns' ? categories : [wholeLayer(categories)]
  const root = hierarchy<Branch>({ children: branches(groups, box, options) })
    .sum(({ value = 0 }) => value)
    .sort((a, b) => order(a) - order(b) || (a.data.category ? 0 : amountOf(b) - amountOf(a)))
  const side = isNarrow ? treemapSlice : treemapDice
  const placed = treemap<Branch>()
    .size([width, height])
    .paddingInner(GAP)
    .paddingTop(({ data }) => (data.category && mode === 'columns' ? CATEGORY_HEAD : 0))
    .tile((node, ...edges) =>
      mode === 'columns' && node.depth === 0 ? side(node, ...edges) : treemapSquarify(node, ...edges),
    )(root)
  const inside = placed.descendants().filter(({ data }) => data.category !== undefined)
  return { height, categories: inside.map((node) => categoryArea(node, box)) }
}

interface Box {
  width: number
  height: number
}

function categoryArea(node: HierarchyRectangularNode<Branch>, box: Box): CategoryArea {
  return {
    ...areaOf(node, box),
    category: node.data.category as MapCategory,
    tiles: node.leaves().map((leaf) => ({ ...areaOf(leaf, box), tile: leaf.data.tile as MapTile })),
  }
}

function areaOf({ x0, y0, x1, y1 }: HierarchyRectangularNode<Branch>, { width, height }: Box): Area {
  return {
    left: (100 * x0) / width,
    top: (100 * y0) / height,
    width: (100 * (x1 - x0)) / width,
    height: (100 * (y1 - y0)) / height,
  }
}

/**
 * Values that draw nothing too small to be seen: unknown sizes and the smallest get one floor, and small ones stand
 * together, since the rest that a large neighbour leaves over would cut each of them to a sliver.
 */
function branches(categories: readonly MapCategory[], box: Box, options: AreaOptions): Branch[] {
  const { size, isNarrow } = options
  const tiles = categories.flatMap((category) => category.tiles)
  const perPixel = Math.max(sumOf(tiles, size), 1e-9) / (box.width * box.height)
  const floor = perPixel * SMALLEST_TILE
  const strip = perPixel * STRIP * Math.min(box.width, box.height)
  const made = categories.map((category): Branch => {
    const leaves = category.tiles.map((tile): Branch => {
      const known = tileSize(tile, size)
      return { tile, value: known === null ? floor : Math.max(known, floor) }
    })
    return { category, children: size === 'equal' ? leaves : together(leaves, 2 * floor, strip) }
  })
  const all = made.reduce((sum, branch) => sum + total(branch), 0)
  const band = isNarrow ? LEAST_ROW / box.height : COLUMN_WIDTH / box.width
  return made.map((branch) => {
    const count = branch.category === undefined ? 1 : branch.category.tiles.length
    const crowd = (ROOM_FOR_HEAD * count * SMALLEST_TILE) / (box.width * box.height)
    return scaled(branch, Math.max(1, (all * Math.max(band, crowd)) / total(branch)))
  })
}

/** Branches below `limit` become one branch of at least `least`, unless all are. */
function together(all: readonly Branch[], limit: number, least: number): Branch[] {
  const small = all.filter((branch) => total(branch) < limit)
  if (small.length === 0 || small.length === all.length) return [...all]
  const group: Branch = { children: small }
  return [...all.filter((branch) => total(branch) >= limit), scaled(group, Math.max(1, least / total(group)))]
}

function total({ value = 0, children = [] }: Branch): number {
  return children.reduce((sum, child) => sum + total(child), value)
}

function scaled(branch: Branch, factor: number): Branch {
  const { value, children } = branch
  return {
    ...branch,
    ...(value === undefined ? {} : { value: value * factor }),
    ...(children === undefined ? {} : { children: children.map((child) => scaled(child, factor)) }),
  }
}

function wholeLayer(categories: readonly MapCategory[]): MapCategory {
  return { id: 'all', name: '', tiles: categories.flatMap(({ tiles }) => tiles) }
}

function tilesOf({ categories }: MapLayer): MapTile[] {
  return categories.flatMap((category) => category.tiles)
}

function sumOf(tiles: readonly MapTile[], size: TileSize): number {
  let sum = 0
  for (const tile of tiles) {
    const known = tileSize(tile, size)
    if (known !== null) sum += known
  }
  return sum
}

/** What stands together comes last; categories keep their order. */
function order({ data }: HierarchyNode<Branch>): number {
  return data.category || data.tile ? 0 : 1
}

function amountOf({ value = 0 }: HierarchyNode<Branch>): number {
  return value
}
