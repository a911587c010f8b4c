import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layerTotals } from '#lib/core/analytics/layer-totals'
import { MANY_RUNS, unprintableNumbers } from '../../helpers/unruly-series.ts'

const token = (
  id: string,
  marketCap: number | null,
  ...memberships: { layer: string; share?: number }[]
) => ({
  id,
  marketCap,
  memberships,
})

const TOKENS = [
  token('tao', 100, { layer: 'L1' }, { layer: 'models' }),
  token('akt', 20, { layer: 'compute' }),
  token('fet', 30, { layer: 'agents', share: 0.75 }, { layer: 'models', share: 0.25 }),
]

describe('layerTotals', () => {
  it('counts every token once in the union, whole in full layers, divided in fractional ones', () => {
    expect(layerTotals(TOKENS)).toEqual({
      unionMarketCap: 150,
      sumOfFullLayers: 280,
      doubleCounted: 130,
      full: { L1: 100, models: 130, compute: 20, agents: 30 },
      fractional: { L1: 50, models: 57.5, compute: 20, agents: 22.5 },
      primary: { L1: 100, compute: 20, agents: 30 },
    })
  })

  it('scales shares that do not sum to 1', () => {
    const { fractional } = layerTotals([token('a', 100, { layer: 'x', share: 3 }, { layer: 'y', share: 1 })])
    expect(fractional).toEqual({ x: 75, y: 25 })
  })

  it('counts rows of one id once and tokens of no layer nowhere', () => {
    expect(layerTotals([...TOKENS, ...TOKENS, token('stray', 7)])).toEqual(layerTotals(TOKENS))
  })

  it('is unknown, not 0, for a layer whose caps are', () => {
    expect(layerTotals([token('a', null, { layer: 'x' }), token('b', 0, { layer: 'x' })])).toEqual({
      unionMarketCap: null,
      sumOfFullLayers: null,
      doubleCounted: null,
      full: { x: null },
      fractional: { x: null },
      primary: { x: null },
    })
  })

  it('has fractional and primary layers that sum to the union', () => {
    const layers = fc.uniqueArray(fc.constantFrom('w', 'x', 'y', 'z'), { minLength: 1 })
    const any = fc.record({ id: fc.uuid(), marketCap: fc.integer({ min: 1, max: 1e9 }), layers })
    fc.assert(
      fc.property(fc.array(any, { minLength: 1 }), (raw) => {
        const tokens = raw.map(({ id, marketCap, layers: own }) =>
          token(id, marketCap, ...own.map((layer, at) => ({ layer, share: at + 1 }))),
        )
        const { unionMarketCap, fractional, primary, doubleCounted } = layerTotals(tokens)
        const sum = (sizes: Record<string, number | null>) =>
          Object.values(sizes).reduce<number>((total, size) => total + (size ?? Number.NaN), 0)
        expect(sum(fractional) / (unionMarketCap ?? Number.NaN)).toBeCloseTo(1, 12)
        expect(sum(primary)).toBe(unionMarketCap)
        expect(doubleCounted).toBeGreaterThanOrEqual(0)
      }),
      MANY_RUNS,
    )
  })

  it('gives no number that is none, whatever caps come in', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.double())), (caps) => {
        const tokens = caps.map((cap, at) => token(`${at}`, cap, { layer: 'x' }, { layer: 'y' }))
        expect(unprintableNumbers(layerTotals(tokens))).toEqual([])
      }),
      MANY_RUNS,
    )
  })

  it('refuses shares that are none and a layer named twice for one token', () => {
    expect(() => layerTotals([token('a', 1, { layer: 'x', share: -1 })])).toThrow('got -1 for a')
    expect(() => layerTotals([token('a', 1, { layer: 'x', share: 0 })])).toThrow('got 0 for a')
    expect(() => layerTotals([token('a', 1, { layer: 'x' }, { layer: 'x' })])).toThrow(RangeError)
  })
})
