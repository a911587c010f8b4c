import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnSpans } from '#lib/core/chart/stack/column-spans'
import { type AreaOptions, type LayerAreas, stackAreas, tileSize } from '#lib/core/chart/stack/stack-areas'
import { stackMap } from '#lib/core/chart/stack/stack-map'
import { STACK_VIEW, stackSnapshot } from '../../../helpers/stack-board.ts'

const map = stackMap(STACK_VIEW, stackSnapshot())
const options = (overrides: Partial<AreaOptions>): AreaOptions => ({
  size: 'marketCap',
  mode: 'treemap',
  width: 960,
  isNarrow: false,
  ...overrides,
})
const tilesOf = ({ categories }: LayerAreas) => categories.flatMap(({ tiles }) => tiles)

const VIEWS: fc.Arbitrary<AreaOptions> = fc
  .record({
    size: fc.constantFrom('equal', 'marketCap', 'volume24h'),
    mode: fc.constantFrom('columns', 'treemap'),
    isNarrow: fc.boolean(),
    extra: fc.integer({ min: 0, max: 700 }),
  })
  .map(({ extra, ...view }) => ({ ...view, width: view.isNarrow ? 320 + extra / 10 : 880 + extra }))

/** px of the shorter side of each tile, by key. */
function shortSides(areas: LayerAreas, width: number): [string, number][] {
  return tilesOf(areas).map((place) => [
    place.tile.key,
    Math.min((place.width * width) / 100, (place.height * areas.height) / 100),
  ])
}

describe(stackAreas.name, () => {
  it('places every tile once, inside its layer, over no other', () => {
    fc.assert(
      fc.property(VIEWS, (view) => {
        for (const [at, areas] of stackAreas(map.layers, view).entries()) {
          const placed = tilesOf(areas)
          const wanted = map.layers[at]?.categories.flatMap(({ tiles }) => tiles) ?? []
          expect(new Set(placed.map(({ tile }) => tile.key))).toEqual(new Set(wanted.map(({ key }) => key)))
          expect(placed).toHaveLength(wanted.length)
          for (const { left, top, width, height } of placed) {
            expect(Math.min(left, top, width, height)).toBeGreaterThanOrEqual(-1e-9)
            expect(Math.max(left + width, top + height)).toBeLessThanOrEqual(100 + 1e-9)
          }
          const covered = placed.reduce((sum, { width, height }) => sum + width * height, 0)
          expect(covered).toBeLessThanOrEqual(10_000)
        }
      }),
      { numRuns: 100 },
    )
  })

  it('draws large tiles in proportion to their size', () => {
    const middleware = stackAreas(map.layers, options({}))[2]
    const [first, second] = middleware ? tilesOf(middleware) : []
    const area = (place: typeof first) => Number(place?.width) * Number(place?.height)
    const size = (place: typeof first) => Number(place && tileSize(place.tile, 'marketCap'))
    expect(size(first)).toBeGreaterThan(size(second))
    expect(area(first) / area(second)).toBeCloseTo(size(first) / size(second), 0)
  })

  it('keeps categories in the order of the mapping in columns, and layers as high as they are large', () => {
    const columns = stackAreas(map.layers, options({ mode: 'columns' }))
    for (const [at, { categories }] of columns.entries()) {
      const lefts = categories.map(({ left }) => left)
      expect(lefts).toEqual(lefts.toSorted((a, b) => a - b))
      expect(categories.map(({ category }) => category.id)).toEqual(
        map.layers[at]?.categories.map(({ id }) => id),
      )
    }
    const heights = stackAreas(map.layers, options({})).map(({ height }) => height)
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(128)
    expect(heights[2]).toBeGreaterThan(heights[1] ?? 0)
  })

  it('leaves no tile too small to hit, however lopsided the sizes', () => {
    fc.assert(
      fc.property(VIEWS, fc.integer({ min: 2, max: 12 }), (view, every) => {
        const lopsided = stackSnapshot()
        for (const [at, token] of lopsided.tokens.entries()) {
          token.marketCap = at % every === 0 ? 1e12 : 1 + at
          token.volume24h = at % every === 1 ? 1e12 : 1 + at
        }
        const { layers } = stackMap(STACK_VIEW, lopsided)
        const sides = stackAreas(layers, view).flatMap((areas) => shortSides(areas, view.width))
        expect(sides.filter(([, side]) => side < 12)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})

describe(tileSize.name, () => {
  it('counts a share in each layer, and nothing for what takes part in no figure', () => {
    const tiles = map.layers.flatMap(({ categories }) => categories.flatMap((one) => one.tiles))
    const sizes = (slug: string) =>
      tiles.filter(({ project }) => project.slug === slug).map((tile) => tileSize(tile, 'marketCap'))
    const cap = stackSnapshot().tokens.find(({ id }) => id === 'bittensor')?.marketCap ?? 0
    expect(sizes('bittensor')).toEqual([cap / 2, cap / 2])
    expect([...sizes('near'), ...sizes('together-ai'), ...sizes('ethereum')]).toEqual([null, null, null])
    expect(tiles.every((tile) => tileSize(tile, 'equal') === 1)).toBe(true)
  })
})

describe(columnSpans.name, () => {
  it('takes the fewest rows that fit', () => {
    expect(columnSpans([14, 2, 3, 1, 4, 3, 1], 10)).toEqual([4, 1, 1, 1, 1, 1, 1])
    expect(columnSpans([1, 4, 4], 10)).toEqual([1, 4, 4])
    expect(columnSpans([3, 2], 1)).toEqual([1, 1])
    expect(columnSpans([], 10)).toEqual([])
  })
})
