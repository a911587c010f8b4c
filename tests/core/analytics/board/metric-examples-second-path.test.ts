import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { createRuntime } from '#lib/server/create-runtime'
import { readEnv } from '#lib/server/env'
import { createLogger } from '#lib/server/logger'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { getMethodology, type Methodology } from '#lib/server/services/get-methodology'
import { usdBoard } from '#lib/server/services/usd-board'
import { headline, input, results } from '../../../helpers/example-values.ts'

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

/** The recorded close of each day, the last one before it where there is none. */
function carriedCloses(id: string, days: number[]): number[] {
  const file = join(PROJECT_ROOT, 'data', 'recorded', 'market-chart', `${id}.json`)
  const { prices }: { prices: [number, number][] } = JSON.parse(readFileSync(file, 'utf8'))
  return days.map((day) => prices.findLast(([time]) => time <= day)?.[1] as number)
}

const changes = (closes: number[]) => closes.slice(1).map((close, at) => close / (closes[at] as number) - 1)
const average = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

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

  it('give beta to the own layer from the other tokens alone, by their weights of the morning', () => {
    const index = usdBoard('capped', 'core').input.indices.get('middleware')
    if (!index) throw new Error('the recording has no index of the middle layer')
    const days = index.levels.map((_, slot) => index.firstDay + slot * DAY_MS)
    const others = [...index.weights].filter(([id]) => id !== 'akash-network')
    const prices = new Map(others.map(([id]) => [id, carriedCloses(id, days)]))
    const own = carriedCloses('akash-network', days)
    const pairs = days.slice(1).map((_, at) => {
      let [weight, change] = [0, 0]
      for (const [id, weights] of others) {
        const held = weights[at] as number
        if (held === 0) continue
        const closes = prices.get(id) as number[]
        weight += held
        change += held * ((closes[at + 1] as number) / (closes[at] as number) - 1)
      }
      return { rest: change / weight, own: (own[at + 1] as number) / (own[at] as number) - 1 }
    })
    const [a, b] = [average(pairs.map((one) => one.own)), average(pairs.map(({ rest }) => rest))]
    const covariance = average(pairs.map((one) => (one.own - a) * (one.rest - b)))
    const variance = average(pairs.map(({ rest }) => (rest - b) ** 2))
    expect(headline(akash, 'layer-beta')).toBeCloseTo(covariance / variance, 9)
  })

  it('give momentum from two closes', () => {
    const closes = recordedCloses('bittensor')
    expect(headline(bittensor, 'momentum')).toBeCloseTo(
      (closes.at(-1) as number) / (closes.at(-31) as number) - 1,
      14,
    )
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
