import { describe, expect, it } from 'vitest'
import { contributionRows } from '#lib/client/contribution-rows'
import type { LayerFigures } from '#lib/core/contract/snapshot'

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
