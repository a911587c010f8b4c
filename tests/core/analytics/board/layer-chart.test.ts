import { describe, expect, it } from 'vitest'
import type { BoardInput, TokenHistory } from '#lib/core/analytics/board/board-input'
import { layerChart } from '#lib/core/analytics/board/layer-chart'
import type { LayerIndex } from '#lib/core/analytics/layer-index'
import { DAY_MS } from '#lib/core/market/window'
import { boardFixture, NOW, stackFixture } from '../../../helpers/board-fixture.ts'
import { NO_RISK } from '../../../helpers/no-risk.ts'

const TODAY = Math.floor(NOW / DAY_MS) * DAY_MS
const STACK = stackFixture([{ id: 'one' }], ['bitcoin'])

const index = (levels: (number | null)[], reason: LayerIndex['reason'] = null): LayerIndex => ({
  firstDay: TODAY - (levels.length - 1) * DAY_MS,
  levels,
  weights: new Map(),
  carried: [],
  reason,
})

const closes = (prices: (number | null)[]): TokenHistory => ({
  daily: { firstDay: TODAY - (prices.length - 1) * DAY_MS, prices, marketCaps: prices.map(() => null) },
  suspects: [],
  hourly: { firstHour: 0, prices: [] },
  risk: NO_RISK,
})

const board = (overrides: Partial<BoardInput>) => boardFixture(STACK, [], overrides)
const withLines = (layer: LayerIndex, sector: LayerIndex, bitcoin: (number | null)[]) =>
  board({
    indices: new Map([
      ['lower', layer],
      ['sector', sector],
    ]),
    history: new Map([['bitcoin', closes(bitcoin)]]),
  })

describe('layerChart', () => {
  it('starts every line at 100 on the same day and ends at the level of today', () => {
    const input = withLines(index([800, 1000, 1100]), index([1000, 2000, 1500]), [70_000, 80_000, 76_000])
    expect(layerChart('lower', '24h', input)).toEqual({
      times: [TODAY - DAY_MS, TODAY],
      layer: [100, 100 * (1100 / 1000)],
      sector: [100, 75],
      bitcoin: [100, 95],
      reasons: { layer: null, sector: null, bitcoin: null },
    })
  })

  it('leaves out the days before the youngest line, and keeps gaps as gaps', () => {
    const input = withLines(index([1000, null, 1200]), index([900, 1000, 1000, 1000]), [1, 2, 2, 2, 4])
    const chart = layerChart('lower', '7d', input)
    expect(chart.times).toEqual([TODAY - 2 * DAY_MS, TODAY - DAY_MS, TODAY])
    expect(chart.layer).toEqual([100, null, 120])
    expect(chart.bitcoin).toEqual([100, 100, 200])
  })

  it('has one slot per day of a full range, the first at or before its start', () => {
    const long = Array.from({ length: 400 }, () => 1000)
    const { times } = layerChart('lower', '30d', withLines(index(long), index(long), long))
    expect(times).toHaveLength(31)
    expect(times[0]).toBe(Math.floor((NOW - 30 * DAY_MS) / DAY_MS) * DAY_MS)
  })

  it('says why the index is not there, while the other lines stay', () => {
    const input = withLines(index([], 'too-few-constituents'), index([1000, 1010]), [10, 11])
    const chart = layerChart('lower', '24h', input)
    expect(chart.layer).toEqual([null, null])
    expect(chart.sector).toEqual([100, 101])
    expect(chart.reasons).toEqual({ layer: 'too-few-constituents', sector: null, bitcoin: null })
  })

  it('has no days at all where nothing is known', () => {
    expect(layerChart('lower', '24h', board({}))).toEqual({
      times: [],
      layer: [],
      sector: [],
      bitcoin: [],
      reasons: { layer: 'history-filling', sector: 'history-filling', bitcoin: 'history-filling' },
    })
  })

  it('calls lines that never meet a gap', () => {
    const input = withLines(index([1000, 1010, null, null]), index([1, 1, 1, 1]), [null, null, 3, 4])
    expect(layerChart('lower', '7d', input)).toMatchObject({ times: [], reasons: { layer: 'gap' } })
  })
})
