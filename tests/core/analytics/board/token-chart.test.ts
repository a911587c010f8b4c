import { describe, expect, it } from 'vitest'
import type { BoardInput, TokenHistory } from '#lib/core/analytics/board/board-input'
import { entityOf } from '#lib/core/analytics/board/entity-closes'
import { tokenChart } from '#lib/core/analytics/board/token-chart'
import type { LayerIndex } from '#lib/core/analytics/layer-index'
import { DAY_MS, HOUR_MS, type SeriesRange } from '#lib/core/market/window'
import { boardFixture, coin, NOW, stackFixture } from '../../../helpers/board-fixture.ts'

const TODAY = Math.floor(NOW / DAY_MS) * DAY_MS
const stack = stackFixture([{ id: 'a' }, { id: 'b' }], ['bitcoin'])

function history(prices: (number | null)[], change: Partial<TokenHistory> = {}): TokenHistory {
  const firstDay = TODAY - (prices.length - 1) * DAY_MS
  return {
    daily: { firstDay, prices, marketCaps: prices.map(() => null) },
    suspects: [],
    hourly: { firstHour: 0, prices: [] },
    risk: {
      headline: { value: null, n: 0, percentile: null, reason: null },
      volatility7d: null,
      volatility90d: null,
      volatility7dHourly: null,
    },
    ...change,
  }
}

function index(levels: (number | null)[]): LayerIndex {
  return {
    firstDay: TODAY - (levels.length - 1) * DAY_MS,
    levels,
    weights: new Map(),
    carried: [],
    reason: null,
  }
}

function chart(input: BoardInput, range: SeriesRange, id = 'a') {
  const entity = entityOf(id, 'id', input)
  if (!entity) throw new Error(`${id} is not mapped`)
  const layer = id === 'bitcoin' ? null : 'lower'
  const points = [{ time: TODAY - 2 * DAY_MS, price: 99, marketCap: null, volume: null }]
  return tokenChart({ range, entity, layer, dailyPoints: () => points }, input)
}

const board = (prices: (number | null)[], change: Partial<TokenHistory> = {}) =>
  boardFixture(stack, [coin('a', 1e9, 0.02)], {
    history: new Map([
      ['a', history(prices, change)],
      ['bitcoin', history([1, 2, 4, 8])],
    ]),
    indices: new Map([['lower', index([1000, 1100, 1200, 1300])]]),
  })

describe('tokenChart', () => {
  it('has daily closes, then the running price, with both overlays on the same times', () => {
    const drawn = chart(board([5, 4, 8, 9]), '30d')
    const days = [3, 2, 1, 0].map((back) => TODAY - back * DAY_MS)
    expect(drawn).toMatchObject({ step: 'day', times: [...days, NOW], price: [5, 4, 8, 9, 10], reason: null })
    expect(drawn.drawdown.map((one) => Number(one?.toFixed(4)))).toEqual([0, -0.2, 0, 0, 0])
    expect(drawn.rebasedAt).toBe(days[0])
    expect(drawn.rebased.token).toEqual([100, 80, 160, 180, 200])
    expect(drawn.rebased.layer.map((one) => one && Math.round(one))).toEqual([100, 110, 120, 130, null])
    expect(drawn.rebased.bitcoin).toEqual([100, 200, 400, 800, null])
    expect(drawn).toMatchObject({
      layerLine: 'index',
      layerReason: null,
      bitcoinReason: null,
      since: days[0],
    })
  })

  it('keeps a gap, and names a close that looks like a bad tick with its price as it came', () => {
    const suspect = TODAY - 2 * DAY_MS
    const drawn = chart(board([5, null, 8, 9], { suspects: [suspect] }), '30d')
    expect(drawn.price).toEqual([5, null, 8, 9, 10])
    expect(drawn.drawdown[1]).toBeNull()
    expect(drawn.rebased.token[1]).toBeNull()
    expect(drawn.suspects).toEqual([{ time: suspect, price: 99 }])
  })

  it('leaves a suspect of an older time to the longer ranges', () => {
    const drawn = chart(board([5, null, 8, 9], { suspects: [TODAY - 40 * DAY_MS] }), '30d')
    expect(drawn.suspects).toEqual([])
  })

  it('begins with the token and rebases where every line is known', () => {
    const young = chart(board([8, 9]), '90d')
    expect(young.times[0]).toBe(TODAY - DAY_MS)
    expect(young.rebased.bitcoin.slice(0, 2)).toEqual([100, 200])
  })

  it('goes by the hour where the board does, and then shows the layer as its basket', () => {
    const firstHour = NOW - 30 * HOUR_MS
    const hourly = { firstHour, prices: Array.from({ length: 31 }, (_, hour) => 7 + hour / 10) }
    const drawn = chart(board([5, 4, 8, 9], { hourly }), '24h')
    expect(drawn).toMatchObject({ step: 'hour', layerLine: 'basket', layerReason: null, provisional: false })
    expect(drawn.times).toHaveLength(25)
    expect(drawn.price.at(-1)).toBe(10)
    expect(drawn.price[1]).toBeCloseTo(7.7, 9)
  })

  it('says why there is nothing to draw', () => {
    const empty = boardFixture(stack, [coin('a', 1e9, 0.02)])
    expect(chart(empty, '90d')).toMatchObject({ times: [], reason: 'history-filling', since: null })
    expect(chart(empty, '90d', 'b')).toMatchObject({ reason: 'no-price' })
    expect(chart(board([9]), '90d')).toMatchObject({ reason: null, times: [TODAY, NOW] })
  })

  it('has no overlay of itself for a benchmark', () => {
    const drawn = chart(board([5, 4, 8, 9]), '30d', 'bitcoin')
    expect(drawn).toMatchObject({
      layerLine: null,
      layerReason: null,
      bitcoinReason: null,
      price: [1, 2, 4, 8],
    })
    expect(drawn.rebased.bitcoin).toEqual([null, null, null, null])
  })
})
