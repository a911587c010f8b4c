import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { MOVED_CATEGORY, type StackMap, stackMap } from '#lib/core/chart/stack/stack-map'
import { stackMapTable } from '#lib/core/chart/stack/stack-map-table'
import { chartCsv } from '#lib/core/csv/chart-csv'
import { formatUnit } from '#lib/core/format/format-unit'
import { snapshotFixture } from '../../../helpers/snapshot-fixture.ts'
import { STACK_VIEW, stackSnapshot } from '../../../helpers/stack-board.ts'

const { mapping } = snapshotFixture()
const MOVES = [
  { id: 'bittensor', from: ['infrastructure', 'middleware'], to: 'applications' },
  { id: 'golem', from: ['middleware'], to: null },
]
const whatIf = () => stackMap(STACK_VIEW, stackSnapshot({ mapping: { ...mapping, moves: MOVES } }))
const tilesOf = ({ layers }: StackMap) =>
  layers.flatMap(({ categories }) => categories.flatMap(({ tiles }) => tiles))
const placesOf = (map: StackMap, slug: string) =>
  tilesOf(map)
    .filter(({ project }) => project.slug === slug)
    .map(({ layer, category }) => `${layer}/${category}`)

describe(stackMap.name, () => {
  it('has every project in each of its places, the top layer first', () => {
    const map = stackMap(STACK_VIEW, stackSnapshot())
    expect(map.layers.map(({ figures }) => figures.id)).toEqual([
      'applications',
      'marketplaces',
      'middleware',
      'infrastructure',
    ])
    for (const { slug, memberships } of STACK_VIEW.projects) {
      expect(placesOf(map, slug).sort()).toEqual(
        memberships.map(({ layer, category }) => `${layer}/${category}`).sort(),
      )
    }
    expect(new Set(tilesOf(map).map(({ key }) => key)).size).toBe(tilesOf(map).length)
    expect(map.dropped).toEqual([])
  })

  it('goes by market cap, unknown last', () => {
    const map = stackMap(STACK_VIEW, stackSnapshot())
    for (const { categories } of map.layers) {
      for (const { tiles } of categories) {
        const caps = tiles.map(({ token }) => token?.marketCap ?? -1)
        expect(caps).toEqual(caps.toSorted((a, b) => b - a))
      }
    }
  })

  it('says of each project whether it counts in this view, and if not why', () => {
    const partsOf = (map: StackMap) => new Map(tilesOf(map).map(({ project, part }) => [project.slug, part]))
    const parts = partsOf(stackMap(STACK_VIEW, stackSnapshot()))
    expect(Object.fromEntries(parts)).toMatchObject({
      golem: 'counted',
      near: 'adjacent',
      ethereum: 'benchmark',
      singularitynet: 'legacy',
      sonm: 'inactive',
      'together-ai': 'no-token',
    })
    expect(partsOf(stackMap(STACK_VIEW, stackSnapshot({ scope: 'all' }))).get('near')).toBe('counted')
    const early = stackMap(STACK_VIEW, stackSnapshot({ generatedAt: '2025-04-24T06:15:00Z' }))
    expect(partsOf(early).get('zama')).toBe('not-listed')
  })

  it('puts a moved project where the snapshot says, with the whole of its size, and drops by the side', () => {
    const map = whatIf()
    expect(placesOf(map, 'bittensor')).toEqual([`applications/${MOVED_CATEGORY.id}`])
    const moved = tilesOf(map).find(({ project }) => project.slug === 'bittensor')
    expect(moved).toMatchObject({ share: 1, isPrimary: true, move: MOVES[0] })
    expect(map.layers[0]?.categories.at(-1)).toMatchObject(MOVED_CATEGORY)
    expect(placesOf(map, 'golem')).toEqual([])
    expect(map.dropped.map(({ project, part, layer }) => [project.slug, part, layer])).toEqual([
      ['golem', 'dropped', 'middleware'],
    ])
  })
})

describe(stackMapTable.name, () => {
  it('has the numbers of every tile and of what was dropped, and names the mapping', () => {
    const map = whatIf()
    const table = stackMapTable(map, { range: '24h', currency: 'eur', mappingVersion: 'v+whatif.0' })
    expect(table.rows).toHaveLength(tilesOf(map).length + 1)
    expect(table.facts).toEqual([{ csv: 'mapping_version', value: 'v+whatif.0' }])
    const row = table.rows.find(({ key }) => key === 'bittensor/applications/what-if')
    const token = stackSnapshot().tokens.find(({ id }) => id === 'bittensor')
    expect(row?.text).toBe('Bittensor · Applications & Services, Moved here (what-if)')
    expect(row?.values).toEqual([token?.returns['24h'], null, token?.marketCap, token?.volume24h, 1, null])
    const csv = chartCsv(table, { asOf: '2026-11-22T06:30:00Z', source: 'live', attribution: 'x' })
    const rows: Record<string, string>[] = parse(csv, { bom: true, columns: true })
    expect(new Set(rows.map((one) => one.mapping_version))).toEqual(new Set(['v+whatif.0']))
    expect(Object.keys(rows[0] ?? {}).slice(-2)).toEqual(['mapping_version', 'attribution'])
    const cap = table.columns.find(({ key }) => key === 'cap')
    expect(formatUnit(1_500_000, cap?.unit ?? 'count', cap?.currency).text).toBe('€1.50M')
    const tokenless = table.rows.find(({ key }) => key.startsWith('together-ai/'))
    expect(tokenless?.values).toEqual([null, null, null, null, null, null])
  })
})
