import { beforeAll, describe, expect, it } from 'vitest'
import { LayerDetail } from '#lib/core/contract/layer-detail'
import { WEIGHTINGS } from '#lib/core/contract/vocabulary'
import { SERIES_RANGES } from '#lib/core/market/window'
import { createRuntime } from '#lib/server/create-runtime'
import { readEnv } from '#lib/server/env'
import { createLogger } from '#lib/server/logger'
import { getLayer } from '#lib/server/services/get-layer'
import { getSnapshot } from '#lib/server/services/get-snapshot'
import { getStack } from '#lib/server/services/get-stack'

const VIEW = { weighting: 'capped', scope: 'core' } as const

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
