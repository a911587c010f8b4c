import { describe, expect, it } from 'vitest'
import {
  requireEqualLengths,
  requireFinite,
  requireInsideUnit,
  requirePositive,
  requireWhole,
} from '#lib/core/analytics/argument-checks'

describe('argument checks', () => {
  it('throw a RangeError that names the formula, the argument and the value', () => {
    const faults: readonly [() => void, string][] = [
      [
        () => requireWhole('momentum', 'lookback', 0.5, 1),
        'momentum requires lookback to be a whole number of at least 1, got 0.5',
      ],
      [() => requirePositive('f', 'years', Number.NaN), 'f requires years to be above 0, got NaN'],
      [
        () => requireFinite('f', 'rate', Number.POSITIVE_INFINITY),
        'f requires rate to be a finite number, got Infinity',
      ],
      [() => requireInsideUnit('f', 'lambda', 1), 'f requires lambda to be between 0 and 1, got 1'],
      [
        () => requireEqualLengths('f', { open: [1, 2], close: [1] }),
        'f requires arrays of equal length, got open 2, close 1',
      ],
    ]
    for (const [check, message] of faults) {
      expect(check).toThrow(RangeError)
      expect(check).toThrow(message)
    }
  })

  it('let the least and the usual pass', () => {
    expect(() => {
      requireWhole('f', 'window', 2, 2)
      requirePositive('f', 'years', Number.MIN_VALUE)
      requireFinite('f', 'rate', -1)
      requireInsideUnit('f', 'lambda', 0.5)
      requireEqualLengths('f', {})
      requireEqualLengths('f', { open: [1], close: [2] })
    }).not.toThrow()
  })
})
