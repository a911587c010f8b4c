import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { TokenDetail } from '#lib/core/contract/token-detail'
import { createRuntime } from '#lib/server/create-runtime'
import { readEnv } from '#lib/server/env'
import { createLogger } from '#lib/server/logger'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { getToken } from '#lib/server/services/get-token'
import { usdBoard } from '#lib/server/services/usd-board'

const DAY_MS = 86_400_000
const VIEW = { range: '90d', weighting: 'capped', scope: 'core' } as const

let akash: TokenDetail

beforeAll(async () => {
  await createRuntime({ env: readEnv({ STRATA_SOURCE: 'recorded' }), logger: createLogger('silent') })
  akash = await getToken({ id: 'akash-network', ...VIEW })
})

type Close = [day: number, price: number]

/** Midnight prices straight from the recorded file, without any code of the product. */
function closes(id: string): Close[] {
  const file = join(PROJECT_ROOT, 'data', 'recorded', 'market-chart', `${id}.json`)
  const { prices }: { prices: Close[] } = JSON.parse(readFileSync(file, 'utf8'))
  return prices.filter(([time]) => time % DAY_MS === 0)
}

const changes = (prices: number[]) => prices.slice(1).map((one, at) => one / (prices[at] as number) - 1)
const average = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

/** Ordinary least squares by the normal equations, with raw moments. */
function regress(y: number[], x: number[]) {
  const n = x.length
  const [sx, sy] = [x.reduce((sum, one) => sum + one, 0), y.reduce((sum, one) => sum + one, 0)]
  const sxx = x.reduce((sum, one) => sum + one * one, 0)
  const syy = y.reduce((sum, one) => sum + one * one, 0)
  const sxy = x.reduce((sum, one, at) => sum + one * (y[at] as number), 0)
  const slope = (n * sxy - sx * sy) / (n * sxx - sx * sx)
  const intercept = (sy - slope * sx) / n
  const rho = (n * sxy - sx * sy) / Math.sqrt((n * sxx - sx * sx) * (n * syy - sy * sy))
  const residual = syy - intercept * sy - slope * sxy
  const error = Math.sqrt(residual / (n - 2) / (sxx - (sx * sx) / n))
  return { n, slope, intercept, rho, error }
}

describe('one token, against a naive second path from the recorded files', () => {
  it.each(['bitcoin', 'ethereum'])('has beta, alpha, correlation and standard error to %s', (id) => {
    const own = changes(closes('akash-network').map(([, price]) => price))
    const theirs = changes(closes(id).map(([, price]) => price))
    const { n, slope, intercept, rho, error } = regress(own, theirs)
    const row = akash.betas.find((one) => one.id === id)
    expect(row?.n).toBe(n)
    expect(row?.beta).toBeCloseTo(slope, 9)
    expect(row?.alpha).toBeCloseTo(intercept, 11)
    expect(row?.correlation).toBeCloseTo(rho, 9)
    expect(row?.standardError).toBeCloseTo(error, 9)
    expect(row?.betaLow).toBeCloseTo(slope - 1.959963984540054 * error, 8)
    const z = 0.5 * Math.log((1 + rho) / (1 - rho))
    const upper = z + 1.959963984540054 / Math.sqrt(n - 3)
    expect(row?.correlationHigh).toBeCloseTo((Math.exp(2 * upper) - 1) / (Math.exp(2 * upper) + 1), 9)
  })

  it('has beta to the own layer from the other tokens alone, by their weights of the morning', () => {
    const index = usdBoard('capped', 'core').input.indices.get('middleware')
    if (!index) throw new Error('the recording has no index of the middle layer')
    const others = [...index.weights].filter(([id]) => id !== 'akash-network')
    const carried = (id: string) => {
      const file = join(PROJECT_ROOT, 'data', 'recorded', 'market-chart', `${id}.json`)
      const { prices }: { prices: Close[] } = JSON.parse(readFileSync(file, 'utf8'))
      return (day: number) => prices.findLast(([time]) => time <= day)?.[1] as number
    }
    const priceOf = new Map([...index.weights].map(([id]) => [id, carried(id)]))
    const change = (id: string, day: number) => {
      const price = priceOf.get(id) as (day: number) => number
      return price(day + DAY_MS) / price(day) - 1
    }
    const days = index.levels.slice(1).map((_, slot) => index.firstDay + slot * DAY_MS)
    const rest = days.map((day, slot) => {
      const held = others.filter(([, weights]) => (weights[slot] as number) > 0)
      const weight = held.reduce((sum, [, weights]) => sum + (weights[slot] as number), 0)
      return (
        held.reduce((sum, [id, weights]) => sum + (weights[slot] as number) * change(id, day), 0) / weight
      )
    })
    const { slope, rho } = regress(
      days.map((day) => change('akash-network', day)),
      rest,
    )
    const row = akash.betas.find(({ kind }) => kind === 'layer')
    expect(row?.id).toBe('middleware')
    expect(row?.beta).toBeCloseTo(slope, 8)
    expect(row?.correlation).toBeCloseTo(rho, 8)
  })

  it('has the deepest fall of 90 days and its dates by comparing every pair of closes', () => {
    const series = closes('akash-network').slice(-91)
    let worst = { depth: 0, peak: 0, trough: 0 }
    for (const [at, [peak, high]] of series.entries())
      for (const [trough, low] of series.slice(at))
        if (low / high - 1 < worst.depth) worst = { depth: low / high - 1, peak, trough }
    const newest = series.at(-1)?.[1] as number
    expect(akash.drawdown[0]).toMatchObject({ window: 90, peak: worst.peak, trough: worst.trough })
    expect(akash.drawdown[0]?.maximum).toBeCloseTo(worst.depth, 14)
    expect(akash.drawdown[0]?.daysToTrough).toBe((worst.trough - worst.peak) / DAY_MS)
    expect(akash.drawdown[0]?.current).toBeCloseTo(newest / Math.max(...series.map(([, one]) => one)) - 1, 14)
    expect(akash.drawdown[1]).toMatchObject({ window: 365, maximum: null, reason: 'too-short', n: 89 })
  })

  it('draws the recorded closes and nothing else, then the running price', () => {
    const series = closes('akash-network').slice(-91)
    const { times, price } = akash.chart
    expect(times.slice(0, -1)).toEqual(series.map(([time]) => time))
    expect(price.slice(0, -1)).toEqual(series.map(([, one]) => one))
    expect(price.at(-1)).toBe(akash.token.price)
  })

  it('has skewness and excess kurtosis by their sums', () => {
    const returns = changes(closes('akash-network').map(([, price]) => price))
    const n = returns.length
    const mean = average(returns)
    const moment = (power: number) => average(returns.map((one) => (one - mean) ** power))
    const g1 = moment(3) / moment(2) ** 1.5
    const g2 = moment(4) / moment(2) ** 2 - 3
    const figureOf = (id: string) => akash.risk.find((one) => one.id === id)?.value
    expect(figureOf('skewness')).toBeCloseTo((g1 * Math.sqrt(n * (n - 1))) / (n - 2), 9)
    expect(figureOf('excess-kurtosis')).toBeCloseTo(((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * g2 + 6), 8)
  })
})
