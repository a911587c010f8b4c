import { describe, expect, it } from 'vitest'
import { bracketColumns } from '#lib/core/chart/comparison/bracket-columns'

describe('bracketColumns', () => {
  it('keeps brackets that share a row apart, and as near to the rows as it can', () => {
    const columns = bracketColumns([
      { first: 0, last: 2 },
      { first: 1, last: 3 },
      { first: 2, last: 4 },
      { first: 3, last: 5 },
    ]).map(({ column }) => column)
    expect(columns).toEqual([0, 1, 2, 0])
  })
})
