import { beforeAll, describe, expect, it } from 'vitest'
import { CorrelationAnswer } from '#lib/core/contract/correlation'
import { LayerDetail } from '#lib/core/contract/layer-detail'
import { TokenHistoryAnswer } from '#lib/core/contract/token-history'
import { WEIGHTINGS } from '#lib/core/contract/vocabulary'
import { VolatilityAnswer } from '#lib/core/contract/volatility'
import { SERIES_RANGES } from '#lib/core/market/window'
import { createRuntime } from '#lib/server/create-runtime'
import { readEnv } from '#lib/server/env'
import { createLogger } from '#lib/server/logger'
import { getCorrelation } from '#lib/server/services/get-correlation'
import { getLayer } from '#lib/server/services/get-layer'
import { getSnapshot } from '#lib/server/services/get-snapshot'
import { getStack } from '#lib/server/services/get-stack'
import { getTokenHistory } from '#lib/server/services/get-token-history'
import { getVolatility } from '#lib/server/services/get-volatility'

const VIEW = { weighting: 'capped', scope: 'core' } as const
const CLOSE = { window: 30, range: '90d', estimator: 'close' } as const

beforeAll(async () => {
  await createRuntime({ env: readEnv({ STRATA_SOURCE: 'recorded' }), logger: createLogger('silent') })
})

describe('getLayer', () => {
  it.each(SERIES_RANGES)('over %s agrees with the snapshot and sums to the last bit', async (range) => {
    const snapshot = await getSnapshot(VIEW)
    for (const layer of snapshot.layers) {
      const detail = await getLayer({ layerId: layer.id, range, ...VIEW })
      expect(LayerDetail.parse(detail)).toEqual(detail)
      expect(detail.returns).toEqual(layer.returns)
      expect(detail.contributionSum).toBe(layer.returns[range])
      let sum = 0
      for (const { contribution } of detail.constituents) if (contribution !== null) sum += contribution
      expect(detail.contributionSum === null ? 0 : detail.contributionSum).toBe(sum)
      expect(detail.volatility).toMatchObject(layer.volatility30d)
    }
  })

  it('has a band around the volatility, risk shares that sum to 1, and says what overlaps', async () => {
    const detail = await getLayer({ layerId: 'middleware', range: '24h', ...VIEW })
    const { value, low, high, standardError } = detail.volatility
    expect(Number(low)).toBeLessThan(Number(value))
    expect(Number(high)).toBeGreaterThan(Number(value))
    expect(standardError).toBeGreaterThan(0)
    const shares = detail.constituents.flatMap(({ riskShare }) => (riskShare === null ? [] : [riskShare]))
    if (shares.length > 0) expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
    expect(detail.overlap.map(({ layer, ids }) => [layer, ids])).toContainEqual([
      'infrastructure',
      ['bittensor'],
    ])
    expect(detail.index.at(-1)?.[0]).toBe(Date.UTC(2025, 3, 24))
    expect(detail.backfilledBefore).toBeNull()
  })

  it.each(SERIES_RANGES)('has the headline over %s among its four weightings', async (range) => {
    for (const weighting of WEIGHTINGS) {
      const request = { layerId: 'middleware', range, ...VIEW, weighting }
      const { spread, contributionSum, waterfall } = await getLayer(request)
      expect(spread[weighting]).toBe(contributionSum)
      expect(waterfall.at(-1)?.to ?? null).toBe(contributionSum)
    }
  })

  it("has the snapshot's spread and breadth over 24 h", async () => {
    for (const { id, spread24h, breadth24h } of (await getSnapshot(VIEW)).layers) {
      const { spread, breadth } = await getLayer({ layerId: id, range: '24h', ...VIEW })
      expect({ spread, breadth }).toStrictEqual({ spread: spread24h, breadth: breadth24h })
    }
  })

  it.each(SERIES_RANGES)('splits %s by category, so that nothing is lost or counted twice', async (range) => {
    for (const { id } of (await getSnapshot(VIEW)).layers) {
      const { categories, constituents, contributionSum } = await getLayer({ layerId: id, range, ...VIEW })
      expect(categories.flatMap(({ tokens }) => tokens).toSorted()).toEqual(
        constituents.map((token) => token.id).toSorted(),
      )
      if (contributionSum === null) continue
      const total = (key: 'weight' | 'contribution') =>
        categories.reduce((sum, category) => sum + (category[key] ?? 0), 0)
      expect(total('weight')).toBeCloseTo(1, 12)
      expect(total('contribution')).toBeCloseTo(contributionSum, 12)
    }
  })

  it('draws the index it publishes against the sector and Bitcoin, all from 100 on one day', async () => {
    const { chart, index, indexBasis } = await getLayer({ layerId: 'middleware', range: '90d', ...VIEW })
    const { times, layer, sector, bitcoin, reasons } = chart
    expect(reasons).toEqual({ layer: null, sector: null, bitcoin: null })
    expect([layer[0], sector[0], bitcoin[0]]).toEqual([100, 100, 100])
    expect(times[0]).toBe(indexBasis.firstDay)
    const levelAt = new Map(index)
    for (const [at, time] of times.entries())
      expect(layer[at]).toBe(100 * (Number(levelAt.get(time)) / Number(levelAt.get(Number(times[0])))))
  })

  it('says what an index lacks that the recording cannot give', async () => {
    const { chart, indexBasis } = await getLayer({ layerId: 'infrastructure', range: '30d', ...VIEW })
    expect(chart.reasons.layer).toBe('too-few-constituents')
    expect(chart.layer.every((level) => level === null)).toBe(true)
    expect(indexBasis).toMatchObject({ tokens: 2, tokensNeeded: 3, enoughOn: null, firstDay: null })
  })

  it('lists every mapped project of a layer once, as a constituent or with the reason why not', async () => {
    const stack = await getStack()
    for (const { id } of stack.layers) {
      const { constituents, projects } = await getLayer({ layerId: id, range: '24h', ...VIEW })
      const mapped = stack.projects.filter(({ memberships }) => memberships.some(({ layer }) => layer === id))
      expect(constituents.length + projects.length).toBe(mapped.length)
    }
    const { projects } = await getLayer({ layerId: 'infrastructure', range: '24h', ...VIEW })
    expect(projects.find(({ slug }) => slug === 'fhenix')).toMatchObject({
      id: null,
      outside: 'no-token',
      category: 'privacy-verifiability',
    })
  })

  it('names the layers there are when asked for another', async () => {
    await expect(getLayer({ layerId: 'nowhere', range: '24h', ...VIEW })).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('infrastructure, middleware'),
    })
  })
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
      reason: 'too-short',
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
