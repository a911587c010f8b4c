import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { LayerFigures, Snapshot } from '#lib/core/contract/snapshot'
import { createRuntime } from '#lib/server/create-runtime'
import { readEnv } from '#lib/server/env'
import { createLogger } from '#lib/server/logger'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { getSnapshot } from '#lib/server/services/get-snapshot'

/**
 * Published figures of the recorded day, computed a second time from the raw files with the plainest code there is and
 * none of the product's own.
 */
interface RawRow {
  id: string
  current_price: number
  market_cap: number
  price_change_percentage_24h_in_currency: number
}

const folder = join(PROJECT_ROOT, 'data', 'recorded')
const rows: RawRow[] = JSON.parse(readFileSync(join(folder, 'markets.json'), 'utf8'))
const MIDDLEWARE = 'akash-network golem io render-token nosana zelcash iexec-rlc deepbrain-chain livepeer'
  .concat(' aioz-network venice-token autonolas morpheusai bittensor')
  .split(' ')
let snapshot: Snapshot
let middleware: LayerFigures

beforeAll(async () => {
  await createRuntime({ env: readEnv({ STRATA_SOURCE: 'recorded' }), logger: createLogger('silent') })
  snapshot = await getSnapshot({ weighting: 'capped', scope: 'core' })
  middleware = snapshot.layers.find(({ id }) => id === 'middleware') as LayerFigures
})

/** Closes stamped 00:00 UTC; the running point has another time of day. */
function midnightPrices(id: string): number[] {
  const { prices } = JSON.parse(readFileSync(join(folder, 'market-chart', `${id}.json`), 'utf8'))
  return prices
    .filter(([time]: [number, number]) => time % 86_400_000 === 0)
    .map(([, price]: [number, number]) => price)
}

function deviation(values: number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1))
}

function volatilityAt(closes: number[], end: number): number {
  const window = closes.slice(Math.max(0, end - 30), end + 1)
  const returns = window.slice(1).map((close, at) => Math.log(close / (window[at] as number)))
  return deviation(returns) * Math.sqrt(365)
}

const basket = () =>
  rows
    .filter(({ id }) => MIDDLEWARE.includes(id))
    .map((row) => ({
      id: row.id,
      change: row.price_change_percentage_24h_in_currency / 100,
      cap: row.market_cap,
    }))
    .map((row) => ({ ...row, start: row.cap / (1 + row.change) }))

describe('a second path over the recorded files', () => {
  it("gives Bittensor's 30-day volatility and its percentile against the own year", () => {
    const closes = midnightPrices('bittensor')
    const last = closes.length - 1
    const tao = snapshot.tokens.find(({ id }) => id === 'bittensor')
    const today = volatilityAt(closes, last)
    expect(tao?.volatility['30d']).toBeCloseTo(today, 12)
    // A value needs 24 of its 30 returns, so the first is that of the 25th close.
    const past = closes.slice(24, last).map((_, at) => volatilityAt(closes, at + 24))
    expect(tao?.volatilityPercentile).toBeCloseTo(
      past.filter((value) => value < today).length / past.length,
      12,
    )
  })

  it("gives Middleware's market-cap weighted return as value over value", () => {
    const tokens = basket()
    const now = tokens.reduce((sum, { cap }) => sum + cap, 0)
    const before = tokens.reduce((sum, { start }) => sum + start, 0)
    expect(tokens).toHaveLength(14)
    expect(middleware.spread24h.cap).toBeCloseTo(now / before - 1, 12)
  })

  it("gives Middleware's capped return and its contributions by capping one token after the other", () => {
    const tokens = basket()
    const total = tokens.reduce((sum, { start }) => sum + start, 0)
    const weights = new Map(tokens.map(({ id, start }) => [id, start / total]))
    for (let round = 0; round < tokens.length; round += 1) {
      const over = [...weights].filter(([, weight]) => weight > 0.3 + 1e-12)
      const excess = over.reduce((sum, [, weight]) => sum + weight - 0.3, 0)
      const free = [...weights].filter(([, weight]) => weight < 0.3 - 1e-12)
      const freeTotal = free.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [id] of over) weights.set(id, 0.3)
      for (const [id, weight] of free) weights.set(id, weight + (excess * weight) / freeTotal)
    }
    const contributions = tokens.map(({ id, change }) => ({ id, value: Number(weights.get(id)) * change }))
    const expected = contributions.reduce((sum, { value }) => sum + value, 0)
    expect(middleware.returns['24h']).toBeCloseTo(expected, 12)
    for (const { id, value } of contributions) {
      expect(middleware.contributions24h.find((one) => one.id === id)?.value).toBeCloseTo(value, 12)
    }
  })

  it("gives Bittensor's 7-day return from the midnight before the window", () => {
    const { prices }: { prices: [number, number][] } = JSON.parse(
      readFileSync(join(folder, 'market-chart', 'bittensor.json'), 'utf8'),
    )
    const base = prices.find(([time]) => time === Date.UTC(2025, 3, 17))?.[1]
    const tao = snapshot.tokens.find(({ id }) => id === 'bittensor')
    expect(tao?.returns['7d']).toBeCloseTo(343.58 / Number(base) - 1, 12)
  })
})
