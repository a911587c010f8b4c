import { beforeAll, describe, expect, it } from 'vitest'
import { CorrelationAnswer } from '#lib/core/contract/correlation'
import { TokenHistoryAnswer } from '#lib/core/contract/token-history'
import { VolatilityAnswer } from '#lib/core/contract/volatility'
import { createRuntime } from '#lib/server/create-runtime'
import { readEnv } from '#lib/server/env'
import { createLogger } from '#lib/server/logger'
import { getCorrelation } from '#lib/server/services/get-correlation'
import { getSnapshot } from '#lib/server/services/get-snapshot'
import { getTokenHistory } from '#lib/server/services/get-token-history'
import { getVolatility } from '#lib/server/services/get-volatility'

const VIEW = { weighting: 'capped', scope: 'core' } as const
const CLOSE = { window: 30, range: '90d', estimator: 'close' } as const

beforeAll(async () => {
  await createRuntime({ env: readEnv({ STRATA_SOURCE: 'recorded' }), logger: createLogger('silent') })
})

describe('getVolatility', () => {
  it("gives the snapshot's 30-day figure with its band and standing, for tokens, layers and benchmarks", async () => {
    const snapshot = await getSnapshot(VIEW)
    const answer = await getVolatility({ ...CLOSE, ids: 'bittensor,bitcoin,sector', layers: 'middleware' })
    expect(VolatilityAnswer.parse(answer)).toEqual(answer)
    expect(answer.entities.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      'token bittensor',
      'benchmark bitcoin',
      'sector sector',
      'layer middleware',
    ])
    const [tao, , sector] = answer.entities
    const row = snapshot.tokens.find(({ id }) => id === 'bittensor')
    expect(tao).toMatchObject({
      current: row?.volatility['30d'],
      n: 30,
      percentile: row?.volatilityPercentile,
    })
    expect(sector?.current).toBe(snapshot.sector.volatility30d.value)
    for (const { times, rolling, current, low, high } of answer.entities) {
      expect(rolling).toHaveLength(times.length)
      expect(rolling.at(-1)).toBeCloseTo(Number(current), 12)
      expect(Number(low)).toBeLessThan(Number(current))
      expect(Number(high)).toBeGreaterThan(Number(current))
    }
  })

  it('has an ordered cone whose horizons fit twice into the history', async () => {
    const { entities } = await getVolatility({ ...CLOSE, ids: 'bittensor' })
    const cone = entities[0]?.cone ?? []
    expect(cone.map(({ horizon }) => horizon)).toEqual([7, 14, 30])
    for (const { min, p10, p50, p90, max, independent, horizon } of cone) {
      expect(independent).toBe(Math.floor(89 / horizon))
      const ordered = [min, p10, p50, p90, max].map(Number)
      expect(ordered).toEqual(ordered.toSorted((a, b) => a - b))
    }
  })

  it('says why an estimator has no value instead of giving another one', async () => {
    const reasonOf = async (estimator: 'hourly' | 'rogersSatchell' | 'ewma') =>
      (await getVolatility({ ...CLOSE, estimator, ids: 'bittensor' })).entities[0]
    expect(await reasonOf('hourly')).toMatchObject({ current: null, reason: 'no-hourly-prices' })
    expect(await reasonOf('rogersSatchell')).toMatchObject({ current: null, reason: 'no-candles' })
    expect(await reasonOf('ewma')).toMatchObject({ reason: null, n: 89 })
    expect((await getVolatility({ ...CLOSE, window: 365, ids: 'bittensor' })).entities[0]).toMatchObject({
      current: null,
      reason: 'too-short',
    })
  })

  it('has a risk–return point over the window that the chart can be checked by', async () => {
    const { entities } = await getVolatility({ ...CLOSE, ids: 'bittensor,bitcoin', layers: 'infrastructure' })
    for (const { riskReturn, current } of entities.slice(0, 2)) {
      const { meanReturn, deviation, sharpe, n } = riskReturn
      expect(n).toBe(30)
      expect(sharpe).toBe(Number(meanReturn) / Number(deviation))
      // Simple and log returns spread nearly alike.
      expect(Math.abs(Number(deviation) / Number(current) - 1)).toBeLessThan(0.1)
    }
    expect(entities[2]).toMatchObject({
      reason: 'too-few-constituents',
      riskReturn: { sharpe: null, reason: 'too-short' },
    })
  })

  it('says which windows the history fills, and joins in the ranking what the bands cannot tell apart', async () => {
    const answer = await getVolatility({ ...CLOSE, ids: 'bittensor,bitcoin,griffain,kaito' })
    expect(answer.windows.map(({ window, filled, longest }) => [window, filled, longest])).toEqual([
      ...[7, 14, 30].map((window) => [window, 4, window]),
      [90, 3, 89],
      [180, 0, 89],
      [365, 0, 89],
    ])
    const { order, indistinguishable } = answer.ranking
    expect(order.map((place) => answer.entities[place]?.id)).toEqual([
      'griffain',
      'kaito',
      'bittensor',
      'bitcoin',
    ])
    for (const { first, last } of indistinguishable) {
      const members = order.slice(first, last + 1).map((place) => answer.entities[place])
      const lows = members.map((member) => Number(member?.low))
      const highs = members.map((member) => Number(member?.high))
      expect(Math.max(...lows)).toBeLessThanOrEqual(Math.min(...highs))
    }
    const kaito = (await getVolatility({ ...CLOSE, window: 90, ids: 'kaito' })).entities[0]
    expect(kaito).toMatchObject({ current: null, n: 63, needed: 72, daysToEnough: 9 })
  })

  it.each([
    [{ ids: 'nothing' }, 'ids', 'Unknown entry "nothing"'],
    [{ layers: 'nowhere' }, 'layers', 'allowed: infrastructure, middleware'],
    [{}, 'ids', 'Name at least one'],
    [{ ids: Array.from({ length: 51 }, (_, at) => `token-${at}`).join(',') }, 'ids', 'At most 50'],
  ])('refuses %o', async (lists, field, message) => {
    await expect(getVolatility({ ...CLOSE, ...lists })).rejects.toMatchObject({
      code: 'bad_request',
      field,
      message: expect.stringContaining(message),
    })
  })
})

describe('getCorrelation', () => {
  it('is symmetric, 1 with itself, and tells the days behind each cell', async () => {
    const answer = await getCorrelation({ ids: 'bittensor,render-token,bitcoin,story-2', window: 90 })
    expect(CorrelationAnswer.parse(answer)).toEqual(answer)
    const { matrix, n } = answer
    for (const [row, cells] of matrix.entries()) {
      for (const [column, value] of cells.entries()) {
        expect(value).toBe(matrix[column]?.[row])
        if (row === column) expect(value).toBeCloseTo(1, 12)
        if (value !== null) expect(Number(n[row]?.[column])).toBeGreaterThanOrEqual(60)
      }
    }
  })

  it('orders similar ones side by side and has a band around each cell that is known', async () => {
    const answer = await getCorrelation({ ids: 'bittensor,flock-2,bitcoin,ethereum,griffain', window: 90 })
    const { order, ids, matrix, low, high, needed } = answer
    expect(order.toSorted((a, b) => a - b)).toEqual([...ids.keys()])
    const ordered = order.map((place) => ids[place])
    expect(ordered.at(-1)).toBe('flock-2')
    expect(Math.abs(ordered.indexOf('bitcoin') - ordered.indexOf('ethereum'))).toBe(1)
    expect(needed).toBe(60)
    for (const [row, cells] of matrix.entries()) {
      for (const [column, value] of cells.entries()) {
        const band = [low[row]?.[column] ?? null, high[row]?.[column] ?? null]
        if (value === null || row === column) expect(band).toEqual([null, null])
        else expect(band.map((end) => Math.sign(Number(end) - value))).toEqual([-1, 1])
      }
    }
  })

  it('leaves a cell unknown below sixty joint days', async () => {
    const { matrix, n } = await getCorrelation({ ids: 'flock-2,bitcoin', window: 60 })
    expect(n[0]?.[1]).toBeLessThan(60)
    expect(matrix[0]?.[1]).toBeNull()
  })
})

describe('getTokenHistory', () => {
  it('gives stored closes, ascending, with gaps named', async () => {
    const answer = await getTokenHistory({ id: 'bittensor', range: '90d' })
    expect(TokenHistoryAnswer.parse(answer)).toEqual(answer)
    const times = answer.points.map(([time]) => time)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(answer).toMatchObject({ currency: 'usd', source: 'recorded', gaps: [] })
    expect(answer.points.at(-1)?.[1]).toBe(343.58)
  })

  it('is not found for an id that is not mapped', async () => {
    await expect(getTokenHistory({ id: 'dogecoin', range: '30d' })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})
