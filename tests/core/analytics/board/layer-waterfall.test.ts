import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { basketReturn, totalContribution } from '#lib/core/analytics/basket-return'
import { layerWaterfall } from '#lib/core/analytics/board/layer-waterfall'
import { WEIGHTINGS } from '#lib/core/contract/vocabulary'

const share = (id: string, contribution: number) => ({
  id,
  weight: 0.1,
  return: contribution / 0.1,
  contribution,
})

const basket = fc.array(
  fc.record({
    marketCap: fc.double({ min: 1, max: 1e12, noNaN: true }),
    return: fc.double({ min: -0.99, max: 20, noNaN: true }),
  }),
  { minLength: 1, maxLength: 40, size: 'max' },
)

describe('layerWaterfall', () => {
  it('piles the contributions up, each from where the last one ended', () => {
    expect(layerWaterfall([share('a', 0.5), share('b', -0.75)])).toEqual([
      { id: 'a', tokens: ['a'], contribution: 0.5, from: 0, to: 0.5 },
      { id: 'b', tokens: ['b'], contribution: -0.75, from: 0.5, to: -0.25 },
    ])
  })

  it('names twelve tokens, and gathers the rest of a longer basket in one bar', () => {
    const shares = (count: number) => Array.from({ length: count }, (_, at) => share(`t${at}`, 1 / 2 ** at))
    expect(layerWaterfall(shares(12)).map(({ id }) => id)).not.toContain(null)
    const steps = layerWaterfall(shares(15))
    expect(steps).toHaveLength(12)
    expect(steps.at(-1)).toMatchObject({ id: null, tokens: ['t11', 't12', 't13', 't14'] })
    expect(steps.at(-1)?.contribution).toBe(1 / 2 ** 11 + 1 / 2 ** 12 + 1 / 2 ** 13 + 1 / 2 ** 14)
  })

  it('ends at the sum in its one order, although the last bar adds up on its own', () => {
    let differing = 0
    for (let scale = 1; scale < 100; scale += 1) {
      const shares = Array.from({ length: 20 }, (_, at) =>
        share(`t${at}`, (scale * (at % 2 ? -1 : 1)) / (at + 3)),
      )
      const steps = layerWaterfall(shares)
      const last = steps.at(-1)
      expect(last?.to).toBe(totalContribution(shares))
      if (last && last.from + last.contribution !== last.to) differing += 1
    }
    expect(differing).toBeGreaterThan(0)
  })

  it('has no bars without a basket', () => {
    expect(layerWaterfall([])).toEqual([])
  })

  it('ends at the printed return to the last bit, whatever the basket', () => {
    fc.assert(
      fc.property(basket, fc.constantFrom(...WEIGHTINGS), (tokens, weighting) => {
        const found = basketReturn(
          tokens.map((token, at) => ({ id: `t${at}`, ...token })),
          weighting,
        )
        const steps = layerWaterfall(found?.shares ?? [])
        expect(steps.at(-1)?.to).toBe(found?.return)
        expect(steps[0]?.from).toBe(0)
        for (const [at, { from }] of steps.entries()) if (at > 0) expect(from).toBe(steps[at - 1]?.to)
        expect(steps.flatMap((step) => step.tokens)).toHaveLength(found?.shares.length ?? 0)
      }),
    )
  })
})
