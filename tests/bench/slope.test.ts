import { describe, expect, it } from 'vitest'
import { slope } from '../../bench/slope.ts'

describe('the slope of a line through points', () => {
  it('is that of points that lie on one', () => {
    expect(slope([-2, 0, 5].map((x) => [x, 7 - 3 * x]))).toBeCloseTo(-3, 12)
  })

  it('is that of least squares where they do not', () => {
    expect(
      slope([
        [0, 0],
        [1, 2],
        [2, 1],
      ]),
    ).toBeCloseTo(0.5, 12)
  })

  it('is unknown for a single point', () => {
    expect(slope([[1, 1]])).toBeNaN()
  })
})
