import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ExampleFigure } from '#lib/core/analytics/board/metric-examples/metric-example'
import type { MetricId } from '#lib/core/metrics/metric'
import { METRICS } from '#lib/core/metrics/registry'
import { createRuntime } from '#lib/server/create-runtime'
import { readEnv } from '#lib/server/env'
import { createLogger } from '#lib/server/logger'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { getMethodology, type Methodology } from '#lib/server/services/get-methodology'

const DAY_MS = 86_400_000

let bittensor: Methodology
let akash: Methodology

beforeAll(async () => {
  await createRuntime({ env: readEnv({ STRATA_SOURCE: 'recorded' }), logger: createLogger('silent') })
  bittensor = await getMethodology({})
  akash = await getMethodology({ token: 'akash-network' })
})

/** Midnight prices straight from the recorded file, without any code of the product. */
function recordedCloses(id: string): number[] {
  const file = join(PROJECT_ROOT, 'data', 'recorded', 'market-chart', `${id}.json`)
  const { prices }: { prices: [number, number][] } = JSON.parse(readFileSync(file, 'utf8'))
  return prices.filter(([time]) => time % DAY_MS === 0).map(([, price]) => price)
}

const changes = (closes: number[]) => closes.slice(1).map((close, at) => close / (closes[at] as number) - 1)
const average = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

function results(answer: Methodology, id: MetricId): readonly ExampleFigure[] {
  return answer.examples[id].results
}

function headline(answer: Methodology, id: MetricId): number {
  const value = results(answer, id)[0]?.value
  if (typeof value !== 'number') throw new Error(`${id} has no number: ${value}`)
  return value
}

function input(answer: Methodology, id: MetricId, label: string) {
  return answer.examples[id].inputs.find((one) => one.label === label)?.value
}

describe('the worked examples, against a naive second path from the recorded files', () => {
  it('give the 30-day volatility by the textbook', () => {
    const closes = recordedCloses('bittensor').slice(-31)
    const logs = closes.slice(1).map((close, at) => Math.log(close / (closes[at] as number)))
    const mean = average(logs)
    const deviation = Math.sqrt(logs.reduce((sum, one) => sum + (one - mean) ** 2, 0) / 29)
    expect(headline(bittensor, 'volatility')).toBeCloseTo(deviation * Math.sqrt(365), 12)
    expect(input(bittensor, 'volatility', 'their mean')).toBeCloseTo(mean, 14)
    expect(input(bittensor, 'volatility', 'their sample standard deviation')).toBeCloseTo(deviation, 14)
    expect(results(bittensor, 'volatility')[0]).toMatchObject({ label: '30 days', n: 30, kind: 'unsigned' })
  })

  it('give the deepest fall of 90 days by comparing every pair of closes', () => {
    const closes = recordedCloses('bittensor').slice(-91)
    let deepest = 0
    for (const [at, high] of closes.entries())
      for (const low of closes.slice(at)) deepest = Math.min(deepest, low / high - 1)
    expect(headline(bittensor, 'maximum-drawdown')).toBeCloseTo(deepest, 14)
    expect(input(bittensor, 'maximum-drawdown', 'fall from the high now')).toBeLessThan(0)
  })

  it('give beta to Bitcoin as covariance over variance', () => {
    const ours = changes(recordedCloses('bittensor').slice(-91))
    const theirs = changes(recordedCloses('bitcoin').slice(-91))
    const [a, b] = [average(ours), average(theirs)]
    const covariance = average(ours.map((one, at) => (one - a) * ((theirs[at] as number) - b)))
    const variance = average(theirs.map((one) => (one - b) ** 2))
    expect(headline(bittensor, 'beta')).toBeCloseTo(covariance / variance, 10)
    expect(headline(bittensor, 'alpha')).toBeCloseTo(a - (covariance / variance) * b, 12)
  })

  it('give the value at risk between the fourth and fifth worst of 89 days, and the mean beyond it', () => {
    const sorted = changes(recordedCloses('bittensor').slice(-366)).sort((x, y) => x - y)
    expect(sorted).toHaveLength(89)
    const rank = 88 * 0.05
    const [below, above] = [sorted[4] as number, sorted[5] as number]
    const threshold = below + (rank - 4) * (above - below)
    expect(headline(bittensor, 'value-at-risk')).toBeCloseTo(threshold, 12)
    expect(headline(bittensor, 'expected-shortfall')).toBeCloseTo(average(sorted.slice(0, 5)), 12)
  })

  it('give Sharpe and Sortino over 90 days', () => {
    const returns = changes(recordedCloses('bittensor').slice(-91))
    const mean = average(returns)
    const deviation = Math.sqrt(
      returns.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (returns.length - 1),
    )
    const downside = Math.sqrt(average(returns.map((one) => Math.min(one, 0) ** 2)))
    expect(headline(bittensor, 'sharpe-ratio')).toBeCloseTo((mean / deviation) * Math.sqrt(365), 10)
    expect(headline(bittensor, 'sortino-ratio')).toBeCloseTo((mean / downside) * Math.sqrt(365), 10)
  })

  it('give momentum from two closes', () => {
    const closes = recordedCloses('bittensor')
    expect(headline(bittensor, 'momentum')).toBeCloseTo(
      (closes.at(-1) as number) / (closes.at(-31) as number) - 1,
      14,
    )
  })
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

  it('take a token out of its own layer before comparing the two', () => {
    const own = headline(akash, 'layer-beta')
    expect(own).toBeGreaterThan(0)
    expect(own).not.toBe(results(akash, 'beta').at(-1)?.value)
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

  it('list the closes of the last 30 days and the one before, newest first, with both returns', () => {
    const closes = recordedCloses('bittensor').slice(-31).reverse()
    expect(bittensor.closes.map(({ close }) => close)).toEqual(closes)
    expect(bittensor.closes[0]?.logReturn).toBeCloseTo(
      Math.log((closes[0] as number) / (closes[1] as number)),
      14,
    )
    expect(bittensor.closes.at(-1)).toMatchObject({ logReturn: null, simpleReturn: null })
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
