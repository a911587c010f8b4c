import { createHash } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import { Snapshot } from '#lib/core/contract/snapshot'
import { StackView } from '#lib/core/contract/stack-view'
import { DEFAULT_CSV_OPTIONS } from '#lib/core/csv/csv-options'
import { SERIES_RANGES } from '#lib/core/market/window'
import { createRuntime } from '#lib/server/create-runtime'
import { readEnv } from '#lib/server/env'
import { createLogger } from '#lib/server/logger'
import { exportSnapshot } from '#lib/server/services/export-snapshot'
import { getLayer } from '#lib/server/services/get-layer'
import { getSeries } from '#lib/server/services/get-series'
import { getSnapshot } from '#lib/server/services/get-snapshot'
import { getStack } from '#lib/server/services/get-stack'
import { getSingleton } from '#lib/server/singleton'

const VIEW = { weighting: 'capped', scope: 'core' } as const
const MOVE = 'golem:marketplaces'

beforeAll(async () => {
  await createRuntime({ env: readEnv({ STRATA_SOURCE: 'recorded' }), logger: createLogger('silent') })
})

const layerOf = ({ layers }: Snapshot, id: string) => {
  const layer = layers.find((one) => one.id === id)
  if (!layer) throw new Error(`no layer ${id}`)
  return layer
}
const LAYERS = ['infrastructure', 'middleware', 'marketplaces', 'applications']
const difference = (shipped: number | null, whatIf: number | null) => ({
  shipped,
  difference: shipped === null || whatIf === null ? null : whatIf - shipped,
})
const tokenOf = ({ tokens }: Snapshot, id: string) => tokens.find((token) => token.id === id)

describe('a what-if mapping', () => {
  it('is named by its canonical form, whatever order it was written in', async () => {
    const { mapping } = await getSnapshot({ ...VIEW, whatif: 'io:-,golem:marketplaces' })
    const shipped = await getSnapshot(VIEW)
    const digits = createHash('sha256').update('golem:marketplaces,io:-').digest('hex').slice(0, 8)
    expect(mapping).toEqual({
      version: `${shipped.mapping.version}+whatif.${digits}`,
      sha256: shipped.mapping.sha256,
      moves: [
        { id: 'golem', from: ['middleware'], to: 'marketplaces' },
        { id: 'io', from: ['middleware'], to: null },
      ],
    })
    expect(await getSnapshot({ ...VIEW, whatif: 'golem:marketplaces,io:-' })).toBe(
      await getSnapshot({ ...VIEW, whatif: 'io:-,golem:marketplaces' }),
    )
  })

  it.each(['', 'golem:middleware'])(
    'that changes nothing (%j) is the shipped board itself',
    async (whatif) => {
      expect(await getSnapshot({ ...VIEW, whatif })).toBe(await getSnapshot(VIEW))
      expect(await getStack(whatif)).toBe(await getStack())
      expect(await getSeries({ ...VIEW, range: '7d', whatif })).toBe(
        await getSeries({ ...VIEW, range: '7d' }),
      )
    },
  )

  it("moves a token's size from one layer to the other exactly, and leaves the sector alone", async () => {
    const shipped = await getSnapshot(VIEW)
    const changed = await getSnapshot({ ...VIEW, whatif: MOVE })
    expect(Snapshot.parse(JSON.parse(JSON.stringify(changed)))).toEqual(changed)
    const golem = tokenOf(shipped, 'golem')
    for (const figure of ['marketCap', 'volume24h'] as const) {
      const size = Number(golem?.[figure])
      const sum = (snapshot: Snapshot, layer: string) => Number(layerOf(snapshot, layer)[figure])
      expect(size).toBeGreaterThan(0)
      expect(sum(shipped, 'middleware') - sum(changed, 'middleware')).toBeCloseTo(size, 3)
      expect(sum(changed, 'marketplaces') - sum(shipped, 'marketplaces')).toBeCloseTo(size, 3)
    }
    expect(changed.sector).toEqual(shipped.sector)
    for (const id of ['infrastructure', 'applications'])
      expect(layerOf(changed, id)).toEqual(layerOf(shipped, id))
    for (const id of ['middleware', 'marketplaces']) {
      const [before, after] = [layerOf(shipped, id), layerOf(changed, id)]
      expect(after.tokenCount - before.tokenCount).toBe(id === 'middleware' ? -1 : 1)
      expect(after.returns['24h']).not.toBe(before.returns['24h'])
      expect(after.contributions24h.reduce((sum, { value }) => sum + value, 0)).toBe(after.returns['24h'])
    }
    expect(tokenOf(changed, 'golem')).toMatchObject({
      layer: 'marketplaces',
      category: 'what-if',
      price: golem?.price,
      marketCap: golem?.marketCap,
    })
  })

  it('carries what it changes in each layer beside it', async () => {
    const shipped = await getSnapshot(VIEW)
    expect(shipped.comparison).toBeNull()
    const changed = await getSnapshot({ ...VIEW, whatif: MOVE })
    expect(changed.comparison?.map(({ id }) => id)).toEqual([...LAYERS, 'sector'])
    for (const { id, returns, marketCap, volatility30d, tokenCount } of changed.comparison ?? []) {
      const [before, after] =
        id === 'sector' ? [shipped.sector, changed.sector] : [layerOf(shipped, id), layerOf(changed, id)]
      expect(marketCap).toEqual(difference(before.marketCap, after.marketCap))
      expect(tokenCount).toEqual(difference(before.tokenCount, after.tokenCount))
      expect(returns['24h']).toEqual(difference(before.returns['24h'], after.returns['24h']))
      expect(returns['1h']).toEqual({ shipped: null, difference: null })
      expect(volatility30d).toEqual(difference(before.volatility30d.value, after.volatility30d.value))
    }
  })

  it('takes the whole of a token in two layers out of both', async () => {
    const shipped = await getSnapshot(VIEW)
    const changed = await getSnapshot({ ...VIEW, whatif: 'bittensor:applications' })
    const cap = Number(tokenOf(shipped, 'bittensor')?.marketCap)
    const change = (id: string) =>
      Number(layerOf(changed, id).marketCap) - Number(layerOf(shipped, id).marketCap)
    expect(change('infrastructure') / cap).toBeCloseTo(-0.5, 9)
    expect(change('middleware') / cap).toBeCloseTo(-0.5, 9)
    expect(change('applications') / cap).toBeCloseTo(1, 9)
  })

  it('gives the moved-to layer a volatility of its new members', async () => {
    const shipped = await getSnapshot(VIEW)
    const changed = await getSnapshot({ ...VIEW, whatif: 'render-token:applications' })
    const volatilityOf = (snapshot: Snapshot) => layerOf(snapshot, 'applications').volatility30d.value
    expect(volatilityOf(shipped)).not.toBeNull()
    expect(volatilityOf(changed)).not.toBeNull()
    expect(volatilityOf(changed)).not.toBe(volatilityOf(shipped))
  })

  it('drops a token from its layer, the sector and the rows', async () => {
    const shipped = await getSnapshot(VIEW)
    const changed = await getSnapshot({ ...VIEW, whatif: 'golem:-' })
    const cap = Number(tokenOf(shipped, 'golem')?.marketCap)
    expect(tokenOf(changed, 'golem')).toBeUndefined()
    expect(changed.tokens).toHaveLength(shipped.tokens.length - 1)
    expect(Number(shipped.sector.marketCap) - Number(changed.sector.marketCap)).toBeCloseTo(cap, 3)
    expect(changed.coverage.expected).toBe(shipped.coverage.expected - 1)
    const view = await getStack('golem:-')
    expect(StackView.parse(view)).toEqual(view)
    expect(view.projects.map(({ coingeckoId }) => coingeckoId)).not.toContain('golem')
    expect(view.dropped).toMatchObject([{ coingeckoId: 'golem', memberships: [{ layer: 'middleware' }] }])
  })

  it('says in file name and every row that the CSV is not of the shipped mapping', async () => {
    const whatif = `${MOVE},io:-`
    const snapshot = await getSnapshot({ ...VIEW, whatif })
    const digits = snapshot.mapping.version.split('+whatif.')[1]
    const tokens = await exportSnapshot({ ...VIEW, whatif, kind: 'tokens', options: DEFAULT_CSV_OPTIONS })
    expect(tokens.name).toMatch(new RegExp(`^strata-tokens_usd_20250424T0615\\d\\dZ_whatif-${digits}\\.csv$`))
    const rows: Record<string, string>[] = parse(tokens.body, { columns: true })
    expect(rows.map((row) => row.coingecko_id)).toEqual(snapshot.tokens.map(({ id }) => id))
    expect(new Set(rows.map((row) => row.mapping_version))).toEqual(new Set([snapshot.mapping.version]))
    expect(rows.find((row) => row.coingecko_id === 'golem')).toMatchObject({
      layer: 'marketplaces',
      category: 'what-if',
    })
    const layers = await exportSnapshot({ ...VIEW, whatif, kind: 'layers', options: DEFAULT_CSV_OPTIONS })
    const layerRows: Record<string, string>[] = parse(layers.body, { columns: true })
    for (const row of layerRows) {
      const figures = layerOf(snapshot, row.layer ?? '')
      expect(row.mapping_version).toBe(snapshot.mapping.version)
      expect(Number(row.market_cap)).toBe(figures.marketCap)
      expect(Number(row.return_24h_pct) / 100).toBeCloseTo(Number(figures.returns['24h']), 14)
    }
  })

  it.each(SERIES_RANGES)('has series over %s that end at its printed returns', async (range) => {
    const snapshot = await getSnapshot({ ...VIEW, whatif: MOVE })
    const { series } = await getSeries({ ...VIEW, whatif: MOVE, range })
    let ends = 0
    for (const { id, returns } of [...snapshot.layers, snapshot.sector]) {
      const end = series[id]?.at(-1)
      if (end === null || end === undefined) continue
      expect(end / 100 - 1).toBeCloseTo(Number(returns[range]), 12)
      ends += 1
    }
    if (['24h', '7d', '30d'].includes(range)) expect(ends).toBeGreaterThan(0)
  })

  it('has a layer in depth that agrees with its snapshot', async () => {
    const snapshot = await getSnapshot({ ...VIEW, whatif: MOVE })
    const detail = await getLayer({ ...VIEW, layerId: 'marketplaces', range: '24h', whatif: MOVE })
    const layer = layerOf(snapshot, 'marketplaces')
    expect(detail.contributionSum).toBe(layer.returns['24h'])
    expect(detail.constituents.map(({ id }) => id)).toContain('golem')
    expect(detail.volatility).toMatchObject(layer.volatility30d)
  })

  it.each([
    ['golem', '"golem" in "whatif" is not id:layer'],
    ['golem:nowhere', '"golem:nowhere" in "whatif" names no layer; allowed: infrastructure, middleware'],
    ['bitcoin:-', '"bitcoin:-" in "whatif" is a benchmark'],
    ['sonm:middleware', '"sonm:middleware" in "whatif" is inactive'],
  ])('refuses %s by name', async (whatif, message) => {
    const refusal = { code: 'bad_request', field: 'whatif', message: expect.stringContaining(message) }
    await expect(getSnapshot({ ...VIEW, whatif })).rejects.toMatchObject(refusal)
    await expect(getStack(whatif)).rejects.toMatchObject(refusal)
    await expect(getSeries({ ...VIEW, range: '7d', whatif })).rejects.toMatchObject(refusal)
    const layer = { ...VIEW, layerId: 'middleware', range: '7d', whatif } as const
    await expect(getLayer(layer)).rejects.toMatchObject(refusal)
  })

  it('however many are asked for, neither grows the memory nor pushes out the shipped board', async () => {
    const shipped = await getSnapshot(VIEW)
    const ids = shipped.tokens.filter(({ listing }) => listing === 'active').map(({ id }) => id)
    for (const id of ids) await getSnapshot({ ...VIEW, whatif: `${id}:-` })
    expect(ids.length).toBeGreaterThan(40)
    expect(await getSnapshot(VIEW)).toBe(shipped)
    for (const kind of ['snapshot', 'indices', 'index-volatility'])
      expect(getSingleton<Map<string, unknown>>(`memory.what-if.${kind}`)?.size).toBeLessThanOrEqual(8)
  })
})
