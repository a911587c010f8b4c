import { describe, expect, it } from 'vitest'
import { chartLines } from '#lib/client/chart-lines'
import { contributionRows } from '#lib/client/contribution-rows'
import { filterTokens, groupTokens } from '#lib/client/token-groups'
import type { Series } from '#lib/core/contract/series'
import type { LayerFigures, TokenFigures } from '#lib/core/contract/snapshot'

const token = (id: string, layer: string | null, symbol = id) =>
  ({ id, name: `The ${id}`, symbol, layer }) as TokenFigures
const layer = (id: string, rank: number) => ({ id, name: id.toUpperCase(), rank }) as LayerFigures

const TOKENS = [
  token('bitcoin', null, 'btc'),
  token('golem', 'low', 'glm'),
  token('kaito', 'high'),
  token('akash', 'low'),
]
const LAYERS = [layer('low', 1), layer('middle', 2), layer('high', 3)]

describe('filterTokens', () => {
  it('finds by name, symbol or id, whatever the case', () => {
    expect(filterTokens(TOKENS, ' GLM ').map(({ id }) => id)).toEqual(['golem'])
    expect(filterTokens(TOKENS, 'the k').map(({ id }) => id)).toEqual(['kaito'])
  })

  it('keeps every token without words', () => {
    expect(filterTokens(TOKENS, '  ')).toHaveLength(4)
  })
})

describe('groupTokens', () => {
  it('puts the top layer first, keeps the order within, and what has no layer last', () => {
    const groups = groupTokens(TOKENS, LAYERS)
    expect(groups.map(({ key, tokens }) => [key, tokens.map(({ id }) => id)])).toEqual([
      ['high', ['kaito']],
      ['low', ['golem', 'akash']],
      ['benchmarks', ['bitcoin']],
    ])
  })

  it('loses no token whose layer is not on the board', () => {
    const groups = groupTokens([token('stray', 'elsewhere')], LAYERS)
    expect(groups.flatMap(({ tokens }) => tokens)).toHaveLength(1)
  })
})

describe('contributionRows', () => {
  const figures = (change: number | null, coveredCount: number) =>
    ({
      coveredCount,
      returns: { '24h': change },
      topContributions: {
        '24h': [
          { id: 'a', value: 0.03 },
          { id: 'b', value: -0.01 },
        ],
      },
    }) as unknown as LayerFigures

  it('adds the rest, so that the bars sum to the return', () => {
    const rows = contributionRows(figures(0.025, 9), '24h')
    expect(rows.at(-1)?.id).toBeNull()
    expect(rows.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(0.025, 12)
  })

  it('has no rest when every token is named, and no bar when the return is unknown', () => {
    expect(contributionRows(figures(0.02, 2), '24h')).toHaveLength(2)
    expect(contributionRows(figures(null, 9), '24h')).toEqual([])
  })
})

describe('chartLines', () => {
  const series = {
    series: { low: [100, 101], high: [null, null], sector: [100, 99] },
    reasons: { high: 'low-coverage' },
  } as unknown as Series

  it('runs from the top layer down and says why a line cannot be drawn', () => {
    const lines = chartLines(series, [layer('low', 1), layer('high', 3)])
    expect(lines.map(({ key, reason }) => [key, reason])).toEqual([
      ['high', 'low-coverage'],
      ['low', null],
      ['sector', null],
      ['bitcoin', 'gap'],
    ])
  })
})
