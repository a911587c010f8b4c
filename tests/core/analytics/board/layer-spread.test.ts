import { describe, expect, it } from 'vitest'
import { boardTokens } from '#lib/core/analytics/board/board-token'
import { buildSnapshot } from '#lib/core/analytics/board/build-snapshot'
import { layerBasket } from '#lib/core/analytics/board/layer-basket'
import { layerSpread } from '#lib/core/analytics/board/layer-spread'
import { WEIGHTINGS } from '#lib/core/contract/vocabulary'
import { boardFixture, coin, stackFixture } from '../../../helpers/board-fixture.ts'

const IDS = ['one', 'two', 'three', 'four', 'five']
const STACK = stackFixture(IDS.map((id) => ({ id })))
const CAPS = [900, 400, 100, 16]
const week = (value: number | null) => ({ returns: { '7d': value } as never })
const input = boardFixture(STACK, [
  ...IDS.slice(0, 3).map((id, at) => coin(id, CAPS[at] as number, 0.1 - at / 10, week(at / 5 - 0.1))),
  coin('four', 16, 0.31, week(0.9)),
  coin('five', 1, null, week(null)),
])
const tokens = boardTokens(input)

describe('layerSpread', () => {
  it.each(['24h', '7d'] as const)('holds the %s basket of every weighting to the last bit', (window) => {
    const spread = layerSpread(tokens, window)
    for (const weighting of WEIGHTINGS)
      expect(spread[weighting]).toBe(layerBasket(tokens, window, weighting).basket?.return)
    expect(new Set(Object.values(spread)).size).toBe(5)
  })

  it('is the snapshot over 24 h', () => {
    expect(layerSpread(tokens, '24h')).toStrictEqual(buildSnapshot(input).layers[0]?.spread24h)
  })

  it('takes the median of the covered tokens alone', () => {
    expect(layerSpread(tokens, '24h').median).toBeCloseTo(0.05, 12)
    expect(layerSpread(tokens, '7d').median).toBeCloseTo(0.2, 12)
  })

  it('knows nothing where too little is covered', () => {
    expect(Object.values(layerSpread(tokens, '30d'))).toEqual([null, null, null, null, null])
  })
})
