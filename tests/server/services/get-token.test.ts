import { beforeAll, describe, expect, it } from 'vitest'
import { TokenDetail } from '#lib/core/contract/token-detail'
import { SERIES_RANGES } from '#lib/core/market/window'
import { createRuntime } from '#lib/server/create-runtime'
import { readEnv } from '#lib/server/env'
import { createLogger } from '#lib/server/logger'
import { getMethodology } from '#lib/server/services/get-methodology'
import { getSnapshot } from '#lib/server/services/get-snapshot'
import { getToken } from '#lib/server/services/get-token'
import { getVolatility } from '#lib/server/services/get-volatility'
import { headline } from '../../helpers/example-values.ts'

const VIEW = { weighting: 'capped', scope: 'core' } as const
const QUARTER = { range: '90d', ...VIEW } as const

beforeAll(async () => {
  await createRuntime({ env: readEnv({ STRATA_SOURCE: 'recorded' }), logger: createLogger('silent') })
})

describe('getToken', () => {
  it.each(SERIES_RANGES)('over %s keeps the contract for every token and repeats its row', async (range) => {
    const snapshot = await getSnapshot(VIEW)
    for (const row of snapshot.tokens) {
      const detail = await getToken({ id: row.id, range, ...VIEW })
      expect(TokenDetail.parse(JSON.parse(JSON.stringify(detail)))).toEqual(detail)
      expect(detail.token).toBe(row)
      const failed = detail.checks.filter(({ result }) => result === 'failed').map(({ id }) => id)
      expect(failed).toEqual(row.flags)
      expect(detail.liquidity.isThin ?? false).toBe(row.flags.includes('thin-volume'))
      const { times, price, drawdown, rebased } = detail.chart
      for (const line of [price, drawdown, rebased.token, rebased.layer, rebased.bitcoin])
        expect(line).toHaveLength(times.length)
    }
  })

  it('gives every unknown figure its reason, and no known one a reason', async () => {
    const snapshot = await getSnapshot(VIEW)
    for (const { id } of snapshot.tokens) {
      const { betas, drawdown, risk, volatility, liquidity, supply } = await getToken({ id, ...QUARTER })
      const figures = [
        ...betas.map(({ beta, reason }) => [beta, reason]),
        ...drawdown.map(({ maximum, reason }) => [maximum, reason]),
        ...risk.map(({ value, reason }) => [value, reason]),
        ...volatility.map(({ current, reason }) => [current, reason]),
        [liquidity.turnover, liquidity.reason],
        [supply.circulating, supply.circulatingReason],
        [supply.capToFullyDiluted, supply.capToFullyDilutedReason],
        [supply.issuance24h, supply.issuanceReason],
      ]
      for (const [value, reason] of figures) expect([id, value === null]).toEqual([id, reason !== null])
    }
  })

  it('agrees with the methodology page and with /api/volatility', async () => {
    for (const id of ['akash-network', 'fetch-ai']) {
      const detail = await getToken({ id, ...QUARTER })
      const methodology = await getMethodology({ token: id })
      const beta = (which: string) => detail.betas.find((one) => one.id === which)?.beta
      const risk = (which: string) => detail.risk.find((one) => one.id === which)?.value
      expect(headline(methodology, 'beta')).toBe(beta('bitcoin'))
      expect(headline(methodology, 'layer-beta')).toBe(beta(detail.token.layer ?? ''))
      expect(headline(methodology, 'maximum-drawdown')).toBe(detail.drawdown[0]?.maximum)
      expect(headline(methodology, 'sharpe-ratio')).toBe(risk('sharpe-ratio'))
      expect(headline(methodology, 'value-at-risk')).toBe(risk('value-at-risk'))
      const view = { ids: id, window: 30, range: '90d', estimator: 'close' } as const
      const [entity] = (await getVolatility(view)).entities
      expect(detail.volatility.find(({ window }) => window === 30)).toMatchObject({
        current: entity?.current,
        low: entity?.low,
        percentile: entity?.percentile,
        n: entity?.n,
      })
      expect(detail.cone).toEqual(entity?.cone)
    }
  })

  it('shows a project that trades nowhere without a number', async () => {
    const { chart, token, checks, memberships } = await getToken({ id: 'sonm', ...QUARTER })
    expect(token).toMatchObject({ listing: 'inactive', price: null })
    expect(chart).toMatchObject({ times: [], reason: 'no-price' })
    expect(new Set(checks.map(({ result }) => result))).toEqual(new Set(['unchecked']))
    expect(memberships[0]).toMatchObject({ layerName: 'Middleware', primary: true })
  })

  it('draws a benchmark without a price from its closes', async () => {
    const { chart, token, betas } = await getToken({ id: 'bitcoin', ...QUARTER })
    expect(token.price).toBeNull()
    expect(chart.price.at(-1)).toBeGreaterThan(90_000)
    expect(betas.map(({ id }) => id)).toEqual(['ethereum', 'sector'])
  })

  it('names every membership with its reason, source and date, and leads out by the id', async () => {
    const { memberships, links } = await getToken({ id: 'bittensor', ...QUARTER })
    expect(memberships.map(({ layer, share }) => [layer, share])).toEqual([
      ['infrastructure', 0.5],
      ['middleware', 0.5],
    ])
    for (const { reason, source } of memberships) {
      expect(reason).not.toBe('')
      expect(source.date).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    }
    expect(links.coingecko).toBe('https://www.coingecko.com/en/coins/bittensor')
    expect(links.website).toMatch(/^https:/)
  })

  it('is the same object until something changes', async () => {
    expect(await getToken({ id: 'akash-network', ...QUARTER })).toBe(
      await getToken({ id: 'akash-network', ...QUARTER }),
    )
  })

  it('names the nearest ids when asked for another', async () => {
    await expect(getToken({ id: 'bitensor', ...QUARTER })).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('nearest: bittensor'),
    })
    await expect(getToken({ id: 'zzzzzzzzzz', ...QUARTER })).rejects.toMatchObject({
      message: expect.not.stringContaining('nearest'),
    })
    await expect(getToken({ id: 'sector', ...QUARTER })).rejects.toMatchObject({ code: 'not_found' })
  })
})
