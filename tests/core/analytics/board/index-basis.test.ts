import { describe, expect, it } from 'vitest'
import type { TokenHistory } from '#lib/core/analytics/board/board-input'
import { indexBasis } from '#lib/core/analytics/board/index-basis'
import { layerIndices } from '#lib/core/analytics/board/index-volatility'
import { DAY_MS } from '#lib/core/market/window'
import { boardFixture, NOW, stackFixture } from '../../../helpers/board-fixture.ts'
import { NO_RISK } from '../../../helpers/no-risk.ts'

const TODAY = Math.floor(NOW / DAY_MS) * DAY_MS
const IDS = ['one', 'two', 'three', 'four']
const STACK = stackFixture(IDS.map((id) => ({ id })))

function boardWith(lengths: readonly number[]) {
  const history = new Map(
    lengths.map((length, at): [string, TokenHistory] => [
      IDS[at] as string,
      {
        daily: {
          firstDay: TODAY - (length - 1) * DAY_MS,
          prices: new Array(length).fill(2),
          marketCaps: new Array(length).fill(100),
        },
        suspects: [],
        hourly: { firstHour: 0, prices: [] },
        risk: NO_RISK,
      },
    ]),
  )
  const indices = layerIndices({ stack: STACK, history, weighting: 'capped', scope: 'core', now: NOW })
  return boardFixture(STACK, [], { history, indices })
}

describe('indexBasis', () => {
  it('counts the tokens with closes where there are too few', () => {
    expect(indexBasis('lower', boardWith([40, 40]))).toEqual({
      reason: 'too-few-constituents',
      firstDay: null,
      tokens: 2,
      tokensNeeded: 3,
      closes: null,
      closesNeeded: 30,
      enoughOn: null,
    })
  })

  it('says how many days there are and when it will be enough', () => {
    const basis = indexBasis('lower', boardWith([40, 25, 12, 5]))
    expect(basis).toMatchObject({ reason: 'too-short', tokens: 4, closes: 12, enoughOn: TODAY + 18 * DAY_MS })
  })

  it('is right about the day: one day less is too short, that day is enough', () => {
    expect(indexBasis('lower', boardWith([40, 29, 29]))).toMatchObject({ enoughOn: TODAY + DAY_MS })
    expect(indexBasis('lower', boardWith([40, 30, 30]))).toMatchObject({
      reason: null,
      firstDay: TODAY,
      enoughOn: null,
    })
  })

  it('waits for history that has not been read yet', () => {
    expect(indexBasis('lower', boardFixture(STACK, []))).toMatchObject({
      reason: 'history-filling',
      tokens: 0,
    })
  })
})
