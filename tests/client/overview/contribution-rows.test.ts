import { describe, expect, it } from 'vitest'
import { contributionRows } from '#lib/client/overview/contribution-rows'
import type { LayerFigures } from '#lib/core/contract/snapshot'

describe('contributionRows', () => {
  const figures = (others: number | null) =>
    ({
      otherContributions: { '24h': others },
      topContributions: {
        '24h': [
          { id: 'a', value: 0.03 },
          { id: 'b', value: -0.01 },
        ],
      },
    }) as unknown as LayerFigures

  it('adds what all others contributed, so that the bars sum to the return', () => {
    expect(contributionRows(figures(0.005), '24h')).toEqual([
      { id: 'a', value: 0.03 },
      { id: 'b', value: -0.01 },
      { id: null, value: 0.005 },
    ])
  })

  it('has no bar for others where every token is named', () => {
    expect(contributionRows(figures(0), '24h')).toHaveLength(2)
    expect(contributionRows(figures(null), '24h')).toHaveLength(2)
  })
})
