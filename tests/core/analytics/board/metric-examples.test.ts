import { beforeAll, describe, expect, it } from 'vitest'
import { METRICS } from '#lib/core/metrics/registry'
import { createRuntime } from '#lib/server/create-runtime'
import { readEnv } from '#lib/server/env'
import { createLogger } from '#lib/server/logger'
import { getLayer } from '#lib/server/services/get-layer'
import { getMethodology, type Methodology } from '#lib/server/services/get-methodology'
import { getVolatility } from '#lib/server/services/get-volatility'
import { headline, input, results } from '../../../helpers/example-values.ts'

let bittensor: Methodology
let akash: Methodology

beforeAll(async () => {
  await createRuntime({ env: readEnv({ STRATA_SOURCE: 'recorded' }), logger: createLogger('silent') })
  bittensor = await getMethodology({})
  akash = await getMethodology({ token: 'akash-network' })
})

describe('the worked examples', () => {
  it('show every metric of the registry, each unknown one with its reason', () => {
    for (const { id } of METRICS) {
      const example = bittensor.examples[id]
      expect(example.results.length, id).toBeGreaterThan(0)
      for (const { value, reason, label } of example.results)
        expect(value === null ? reason : 'known', `${id}: ${label}`).not.toBeNull()
      expect(example.subject, id).not.toBe('')
    }
    expect(Object.keys(bittensor.examples)).toHaveLength(METRICS.length)
  })

  it('never carry what is no number', () => {
    const { examples } = akash
    const figures = METRICS.flatMap(({ id }) => [...examples[id].results, ...examples[id].inputs])
    for (const { label, value } of figures)
      if (typeof value === 'number') expect(Number.isFinite(value), label).toBe(true)
  })

  it('are the numbers of the board', () => {
    const { snapshot } = akash
    const row = snapshot.tokens.find(({ id }) => id === 'akash-network')
    const layer = snapshot.layers.find(({ id }) => id === 'middleware')
    expect(headline(akash, 'price-return')).toBe(row?.returns['24h'])
    expect(headline(akash, 'volatility')).toBe(row?.volatility['30d'])
    expect(headline(akash, 'layer-return')).toBe(layer?.returns['24h'])
    expect(headline(akash, 'contribution')).toBe(row?.layerContribution24h)
    expect(headline(akash, 'layer-volatility')).toBe(layer?.volatility30d.value)
    expect(headline(akash, 'coverage')).toBe(layer?.coverage)
  })

  it('are the numbers of the routes', async () => {
    const layer = await getLayer({ layerId: 'middleware', range: '24h', weighting: 'capped', scope: 'core' })
    const own = layer.constituents.find(({ id }) => id === 'akash-network')
    expect(results(akash, 'risk-contribution')[1]?.value).toBe(own?.riskShare)
    expect(headline(akash, 'diversification-ratio')).toBe(layer.diversificationRatio)
    expect(headline(akash, 'absorption-ratio')).toBe(layer.absorptionRatio)
    expect(headline(akash, 'issuance-drag')).toBe(layer.issuanceDrag.value)
    expect(headline(akash, 'layer-index')).toBe(layer.index.at(-1)?.[1])
    expect(results(akash, 'cohesion').map(({ value }) => value)).toEqual([
      layer.cohesion.value,
      layer.cohesion.pValue,
    ])
    const { entities } = await getVolatility({
      ids: 'akash-network',
      window: 30,
      range: '90d',
      estimator: 'close',
    })
    const [entity] = entities
    expect(results(akash, 'volatility-band').map(({ value }) => value)).toEqual([
      entity?.standardError,
      entity?.low,
      entity?.high,
    ])
    expect(headline(akash, 'volatility-percentile')).toBe(entity?.percentile)
    expect(headline(akash, 'volatility-rank')).toBe(entity?.rank)
  })

  it('name no day before the data begins', () => {
    for (const { id } of METRICS) {
      const { window } = akash.examples[id]
      if (window === null) continue
      expect(window.from, id).toBeGreaterThanOrEqual(Date.UTC(2025, 0, 24))
      expect(window.to, id).toBeGreaterThanOrEqual(window.from)
    }
  })

  it('add up where they say so', () => {
    const { examples } = akash
    const points = examples['layer-return'].inputs.reduce((sum, { value }) => sum + Number(value), 0)
    expect(points).toBeCloseTo(headline(akash, 'layer-return'), 14)
    const product =
      Number(input(akash, 'contribution', 'weight at the start')) *
      Number(input(akash, 'contribution', 'return over 24 h'))
    expect(product).toBe(headline(akash, 'contribution'))
    const sums = ['market cap covered', 'market cap expected'].map((label) =>
      Number(input(akash, 'coverage', label)),
    )
    expect((sums[0] as number) / (sums[1] as number)).toBeCloseTo(headline(akash, 'coverage'), 14)
    const risk = examples['risk-contribution']
    expect(Number(risk.results[0]?.value)).toBeCloseTo(
      Number(risk.results[1]?.value) *
        Number(input(akash, 'risk-contribution', 'volatility of the portfolio')),
      12,
    )
  })

  it('say why there is none, instead of a shorter window under a longer name', () => {
    const year = results(bittensor, 'sharpe-ratio')[1]
    expect(year).toMatchObject({ label: '365 days', value: null, reason: 'too-short', n: 89 })
    expect(results(bittensor, 'calmar-ratio')[0]).toMatchObject({ value: null, reason: 'too-short' })
    expect(results(bittensor, 'range-volatility')[0]).toMatchObject({ value: null, reason: 'no-candles' })
    expect(results(bittensor, 'hourly-volatility')[0]).toMatchObject({
      value: null,
      reason: 'no-hourly-prices',
    })
  })

  it('hold for a token without any number and for one outside the layers', async () => {
    const sonm = await getMethodology({ token: 'sonm' })
    expect(results(sonm, 'price')[0]).toMatchObject({ value: null, reason: 'no-price' })
    expect(results(sonm, 'volatility')[0]).toMatchObject({ value: null, reason: 'too-short' })
    const bitcoin = await getMethodology({ token: 'bitcoin' })
    expect(bitcoin.layer.id).toBe('sector')
    expect(results(bitcoin, 'layer-weight')[0]).toMatchObject({ value: null, reason: 'not-in-basket' })
    expect(results(bitcoin, 'beta').map(({ label }) => label)).toEqual(['to Ethereum', 'to the sector'])
  })
})

describe('getMethodology', () => {
  it('hands out the same answer until something changes', async () => {
    expect(await getMethodology({})).toBe(bittensor)
    expect(await getMethodology({ token: 'bittensor' })).toBe(bittensor)
  })

  it('refuses a token that is not mapped and names those that are', async () => {
    await expect(getMethodology({ token: 'dogecoin' })).rejects.toMatchObject({
      code: 'bad_request',
      field: 'token',
      message: expect.stringMatching(/^Unknown token "dogecoin"; allowed: .*bittensor/),
    })
  })

  it('offers every mapped token by name', () => {
    expect(bittensor.tokens.length).toBe(bittensor.snapshot.tokens.length)
    expect(bittensor.tokens.map(({ name }) => name)).toEqual(
      bittensor.tokens.map(({ name }) => name).sort((a, b) => a.localeCompare(b, 'en')),
    )
  })
})
