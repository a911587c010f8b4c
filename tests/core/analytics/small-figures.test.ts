import { describe, expect, it } from 'vitest'
import { breadth } from '#lib/core/analytics/breadth'
import { coverage, isPublishable } from '#lib/core/analytics/coverage'
import { median } from '#lib/core/analytics/median'

describe('breadth', () => {
  it('counts risers, fallers, unmoved and unknown apart', () => {
    expect(breadth([0.1, -0.2, 0, null, 1e-12])).toEqual({ up: 2, down: 1, unchanged: 1, unknown: 1 })
  })
})

describe('coverage', () => {
  it('is the covered share of all known caps; a token that never had one is in neither', () => {
    const tokens = [
      { marketCap: 60, covered: true },
      { marketCap: 40, covered: false },
      { marketCap: null, covered: true },
    ]
    expect(coverage(tokens)).toBe(0.6)
    expect(isPublishable(0.6)).toBe(true)
    expect(isPublishable(0.599)).toBe(false)
  })

  it('is unknown when no cap is', () => {
    expect(coverage([{ marketCap: null, covered: true }])).toBeNull()
    expect(isPublishable(null)).toBe(false)
  })
})

describe('median', () => {
  it('is the middle, or the mean of the two middle ones', () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([])]).toEqual([2, 2.5, null])
  })
})
