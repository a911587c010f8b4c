import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { BoardInput } from '#lib/core/analytics/board/board-input'
import { buildSeries } from '#lib/core/analytics/board/build-series'
import { buildSnapshot } from '#lib/core/analytics/board/build-snapshot'
import { indexVolatility, layerIndices } from '#lib/core/analytics/board/index-volatility'
import { Series } from '#lib/core/contract/series'
import { Snapshot } from '#lib/core/contract/snapshot'
import { SERIES_RANGES } from '#lib/core/market/window'
import { parseStack } from '#lib/core/stack/parse-stack'
import { RecordedFeed } from '#lib/server/feed/recorded-feed'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { openRecordedSource } from '#lib/server/upstream/recorded-source'

let input: BoardInput
let snapshot: Snapshot

beforeAll(async () => {
  const file = join(PROJECT_ROOT, 'data', 'stack.json')
  const parsed = parseStack(readFileSync(file, 'utf8'), file)
  if (!parsed.ok) throw new Error('the shipped mapping is broken')
  const { stack } = parsed
  const feed = await RecordedFeed.open(
    await openRecordedSource({ dir: join(PROJECT_ROOT, 'data', 'recorded') }),
    stack,
  )
  const view = feed.view('usd')
  if (!view) throw new Error('the recording has no usd board')
  const basis = { stack, weighting: 'capped', scope: 'core', now: view.now } as const
  const indices = layerIndices({ ...basis, history: view.history })
  input = {
    ...basis,
    ...view,
    mapping: { version: stack.version, sha256: 'a'.repeat(64), moves: [] },
    indices,
    indexVolatility: indexVolatility(indices),
    currencies: ['usd'],
  }
  snapshot = buildSnapshot(input)
})

describe('the board of the recorded 24 April 2025', () => {
  it('is what the contract promises and stands still at its own time', () => {
    expect(Snapshot.parse(JSON.parse(JSON.stringify(snapshot)))).toEqual(snapshot)
    expect(snapshot).toMatchObject({ source: 'recorded', status: 'recorded', sequence: 0 })
    expect(snapshot.asOf).toMatch(/^2025-04-24T06:15:/)
    expect(snapshot.generatedAt).toBe(snapshot.asOf)
  })

  it('expects only tokens that were listed by then, and names every one without a price', () => {
    expect(snapshot.coverage.missing).toContain('sonm')
    expect(snapshot.coverage.missing).toContain('zama')
    expect(snapshot.coverage.expected - snapshot.coverage.priced).toBeLessThan(
      snapshot.coverage.missing.length,
    )
  })

  it('has 24 h returns of every layer, and no 1 h, 90 d or 1 y return, which nobody recorded', () => {
    for (const { returns } of [...snapshot.layers, snapshot.sector]) {
      expect(returns['24h']).not.toBeNull()
      expect(returns['7d']).not.toBeNull()
      expect(returns['30d']).not.toBeNull()
      expect([returns['1h'], returns['90d'], returns['1y']]).toEqual([null, null, null])
    }
  })

  it("takes Bittensor's 24 h from the answer and its 7 days from the recorded history", () => {
    const tao = snapshot.tokens.find(({ id }) => id === 'bittensor')
    expect(tao).toMatchObject({
      price: 343.58,
      symbol: 'TAO',
      layer: 'infrastructure',
      state: 'fresh',
      volatilityN: 30,
    })
    expect(tao?.returns['24h']).toBeCloseTo(0.027102525609633346, 15)
    expect(tao?.returnsSource).toMatchObject({ '24h': 'upstream', '7d': 'history', '90d': null })
    expect(tao?.sparkline7d).toHaveLength(8)
  })

  it.each(SERIES_RANGES)('draws %s from 100 to exactly the printed return, or says why not', (range) => {
    const series = buildSeries(input, range)
    expect(Series.parse(JSON.parse(JSON.stringify(series)))).toEqual(series)
    expect(series.times).toEqual(series.times.toSorted((a, b) => a - b))
    for (const layer of [...snapshot.layers, snapshot.sector]) {
      const values = series.series[layer.id] ?? []
      const printed = layer.returns[range]
      expect(values).toHaveLength(series.times.length)
      if (printed === null) expect(series.reasons[layer.id]).toBe('low-coverage')
      else expect([values[0], values.at(-1)]).toEqual([100, 100 * (1 + printed)])
    }
  })

  it('draws Bitcoin from its closes, although the recorded page holds no row of it', () => {
    const values = buildSeries(input, '7d').series.bitcoin ?? []
    expect(values[0]).toBe(100)
    expect(values.at(-1)).toBeNull()
    expect(values.filter((value) => value !== null).length).toBeGreaterThan(6)
  })

  it('rates a layer by its index, not by the mean of its tokens', () => {
    const middleware = snapshot.layers.find(({ id }) => id === 'middleware')
    const members = snapshot.tokens.filter(
      ({ layer, volatility }) => layer === 'middleware' && volatility['30d'] !== null,
    )
    const mean = members.reduce((sum, { volatility }) => sum + Number(volatility['30d']), 0) / members.length
    expect(middleware?.volatility30d).toMatchObject({ n: 30, reason: null })
    expect(middleware?.volatility30d.value).toBeLessThan(mean)
  })
})
