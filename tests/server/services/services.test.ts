import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import { StackView } from '#lib/core/contract/stack-view'
import { Status } from '#lib/core/contract/status'
import { DEFAULT_CSV_OPTIONS } from '#lib/core/csv/csv-options'
import { createRuntime } from '#lib/server/create-runtime'
import { readEnv } from '#lib/server/env'
import { createLogger } from '#lib/server/logger'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { exportSnapshot } from '#lib/server/services/export-snapshot'
import { getOpenApi } from '#lib/server/services/get-openapi'
import { getReadiness } from '#lib/server/services/get-readiness'
import { getSeries } from '#lib/server/services/get-series'
import { getSnapshot } from '#lib/server/services/get-snapshot'
import { getStack } from '#lib/server/services/get-stack'
import { getStatus } from '#lib/server/services/get-status'

const VIEW = { weighting: 'capped', scope: 'core' } as const

beforeAll(async () => {
  await createRuntime({ env: readEnv({ STRATA_SOURCE: 'recorded' }), logger: createLogger('silent') })
})

describe('services over the recorded board', () => {
  it('hand out the same snapshot until something changes', async () => {
    expect(await getSnapshot(VIEW)).toBe(await getSnapshot(VIEW))
    expect(await getSnapshot({ ...VIEW, weighting: 'cap' })).not.toBe(await getSnapshot(VIEW))
    expect(await getSeries({ ...VIEW, range: '7d' })).toBe(await getSeries({ ...VIEW, range: '7d' }))
  })

  it('refuse an unknown currency and layer by name, with what is allowed', async () => {
    await expect(getSnapshot({ ...VIEW, currency: 'eur' })).rejects.toMatchObject({
      code: 'bad_request',
      field: 'currency',
      message: 'Unknown currency "eur"; allowed: usd',
    })
    await expect(
      exportSnapshot({ ...VIEW, kind: 'tokens', options: DEFAULT_CSV_OPTIONS, layer: 'nowhere' }),
    ).rejects.toMatchObject({
      field: 'layer',
      message: expect.stringContaining('infrastructure, middleware'),
    })
  })

  it('refuse recorded data to a machine that asks for a greatest age', async () => {
    await expect(getSnapshot({ ...VIEW, maxAge: 3600 })).rejects.toMatchObject({ code: 'stale' })
  })

  it('export the same numbers as the snapshot, by an independent parser', async () => {
    const snapshot = await getSnapshot(VIEW)
    const { name, body } = await exportSnapshot({ ...VIEW, kind: 'tokens', options: DEFAULT_CSV_OPTIONS })
    expect(name).toMatch(/^strata-tokens_usd_20250424T0615\d\dZ\.csv$/)
    const rows: Record<string, string>[] = parse(body, { columns: true })
    expect(rows.map((row) => row.coingecko_id)).toEqual(snapshot.tokens.map((token) => token.id))
    for (const [at, token] of snapshot.tokens.entries()) {
      expect(rows[at]?.price).toBe(token.price === null ? '' : String(token.price))
      const change = token.returns['24h']
      if (change === null) expect(rows[at]?.return_24h_pct).toBe('')
      else expect(Number(rows[at]?.return_24h_pct) / 100).toBeCloseTo(change, 14)
    }
  })

  it('export one layer with its also-members', async () => {
    const { body } = await exportSnapshot({
      ...VIEW,
      kind: 'tokens',
      options: DEFAULT_CSV_OPTIONS,
      layer: 'middleware',
    })
    const rows: Record<string, string>[] = parse(body, { columns: true })
    expect(rows.map((row) => row.coingecko_id)).toContain('bittensor')
    expect(new Set(rows.map((row) => row.layer))).toEqual(new Set(['infrastructure', 'middleware']))
  })

  it('tell status, readiness and mapping by their schemas, without a path of the machine', async () => {
    const status = await getStatus()
    expect(Status.parse(status)).toEqual(status)
    expect(status).toMatchObject({
      mode: 'recorded',
      storage: { engine: 'none' },
      upstream: { failure: null },
    })
    expect(JSON.stringify(status)).not.toContain(join(PROJECT_ROOT))
    expect(StackView.parse(await getStack()).layers).toHaveLength(4)
    expect(await getReadiness()).toMatchObject({ ready: true, degraded: true })
  })

  it('describe every route in OpenAPI from the same schemas', async () => {
    const document = JSON.parse(JSON.stringify(await getOpenApi()))
    expect(document.openapi).toBe('3.1.0')
    expect(Object.keys(document.paths)).toEqual([
      '/api/snapshot',
      '/api/series',
      '/api/snapshot.csv',
      '/api/layers.csv',
      '/api/layers/{layerId}',
      '/api/tokens/{id}',
      '/api/tokens/{id}/history',
      '/api/volatility',
      '/api/correlation',
      '/api/stack',
      '/api/stream',
      '/api/status',
    ])
    const names = document.paths['/api/snapshot.csv'].get.parameters.map((one: { name: string }) => one.name)
    expect(names).toEqual([
      'currency',
      'weighting',
      'scope',
      'whatif',
      'maxAge',
      'bom',
      'delimiter',
      'decimal',
      'layer',
    ])
    expect(document.components.schemas.Snapshot.properties.tokens.type).toBe('array')
  })
})
