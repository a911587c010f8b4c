import { describe, expect, it } from 'vitest'
import { isConstant } from '#lib/core/analytics/is-constant'

describe('isConstant', () => {
  it('forgives rounding and nothing else', () => {
    expect(isConstant([0.3, 0.1 + 0.2])).toBe(true)
    expect(isConstant([0.3, 0.3 + 1e-14])).toBe(false)
    expect(isConstant([1e-20, 2e-20])).toBe(false)
    expect(isConstant([10_000_000.1, 10_000_000.2])).toBe(false)
  })

  it('knows that returns were rounded at the size of 1', () => {
    const steady = Array.from({ length: 50 }, (_, day) => 1.0001 ** day)
    const returns = steady.slice(1).map((price, at) => price / (steady[at] as number) - 1)
    expect(isConstant(returns)).toBe(false)
    expect(isConstant(returns, 1)).toBe(true)
  })

  it('holds for one value and for none', () => {
    expect([isConstant([5]), isConstant([])]).toEqual([true, true])
  })
})
