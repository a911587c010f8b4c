import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DAY_MS } from '#lib/core/market/window'
import { StartError } from '#lib/server/errors'
import { openRecordedSource } from '#lib/server/upstream/recorded-source'
import { failureOf } from './live-source.ts'

const DIR = fileURLToPath(new URL('../../../data/recorded', import.meta.url))
const RECORDED_AT = Date.parse('2025-04-24T06:15:28.415Z')
const LAST_CLOSE = Date.parse('2025-04-24T00:00:00Z')

interface Manifest {
  recordedAt: string
  currency: string
  attribution: { text: string; url: string }
  sha256: Record<string, string>
}
const readText = (file: string) => readFileSync(join(DIR, file), 'utf8')
const manifest = JSON.parse(readText('manifest.json')) as Manifest
const recordedIds = (JSON.parse(readText('markets.json')) as { id: string }[]).map((row) => row.id)
const chartIds = readdirSync(join(DIR, 'market-chart')).map((file) => file.replace('.json', ''))

describe('the bundled recording', () => {
  test('is what its manifest says, file by file', () => {
    const files = ['markets.json', ...chartIds.map((id) => `market-chart/${id}.json`)]
    expect(Object.keys(manifest.sha256).toSorted()).toEqual(files.toSorted())
    for (const file of files) {
      expect(createHash('sha256').update(readText(file)).digest('hex')).toBe(manifest.sha256[file])
    }
    expect(manifest.attribution).toEqual({
      text: 'Powered by CoinGecko',
      url: 'https://www.coingecko.com/en/api',
    })
  })

  test('is as old as its newest token', async () => {
    const source = await openRecordedSource({ dir: DIR })
    expect(source.recordedAt).toBe(RECORDED_AT)
    expect(source.now()).toBe(RECORDED_AT)
    expect(manifest.recordedAt).toBe(new Date(RECORDED_AT).toISOString())
  })

  test('holds whole, undisputed rows: nothing is dropped, every price and market cap is known', async () => {
    const source = await openRecordedSource({ dir: DIR })
    const batch = await source.fetchMarkets({ currency: 'usd', ids: recordedIds })
    expect(batch.dropped).toEqual({})
    expect(batch.fetchedAt).toBe(RECORDED_AT)
    expect(batch.quotes.map((quote) => quote.id)).toEqual(recordedIds)
    for (const quote of batch.quotes) {
      expect(quote.price).not.toBeNull()
      expect(quote.marketCap).not.toBeNull()
      expect(quote.returns['24h']).not.toBeNull()
      expect(quote.returns['1h']).toBeNull()
      expect(quote.sparkline7d).toEqual([])
      expect(RECORDED_AT - quote.lastUpdated).toBeLessThan(60_000)
    }
  })

  test('answers for the ids asked for, and leaves out what it does not hold', async () => {
    const source = await openRecordedSource({ dir: DIR })
    const batch = await source.fetchMarkets({ currency: 'usd', ids: ['chainlink', 'bittensor', 'sonm'] })
    expect(batch.requested).toEqual(['chainlink', 'bittensor', 'sonm'])
    expect(batch.quotes.map(({ id, price }) => [id, price])).toEqual([['bittensor', 343.58]])
    expect(batch.dropped).toEqual({})
    expect((await source.fetchMarkets({ currency: 'usd', ids: ['sonm'] })).quotes).toEqual([])
  })

  test.each(chartIds)('has daily closes of %s without gap up to the last midnight', async (id) => {
    const source = await openRecordedSource({ dir: DIR })
    const { kind, points } = await source.fetchHistory({ id, kind: 'daily' })
    expect(kind).toBe('daily')
    expect(points.at(-1)?.time).toBe(LAST_CLOSE)
    expect(points.length).toBeGreaterThanOrEqual(64)
    points.forEach(({ time }, index) => {
      expect(time).toBe(LAST_CLOSE - (points.length - 1 - index) * DAY_MS)
    })
  })

  test('has both benchmarks on the same 90 days', async () => {
    const source = await openRecordedSource({ dir: DIR })
    const times = async (id: string) =>
      (await source.fetchHistory({ id, kind: 'daily' })).points.map(({ time }) => time)
    const bitcoin = await times('bitcoin')
    expect(bitcoin).toHaveLength(90)
    expect(await times('ethereum')).toEqual(bitcoin)
  })

  test('refuses what was not recorded', async () => {
    const source = await openRecordedSource({ dir: DIR })
    const failures = await Promise.all([
      failureOf(source.fetchMarkets({ currency: 'eur', ids: ['bittensor'] })),
      failureOf(source.fetchHistory({ id: 'bittensor', kind: 'hourly' })),
      failureOf(source.fetchHistory({ id: 'chainlink', kind: 'daily' })),
      failureOf(source.fetchHistory({ id: '../markets', kind: 'daily' })),
    ])
    expect(failures.map(({ failure, attempts }) => [failure, attempts])).toEqual([
      ['bad-request', 0],
      ['not-found', 0],
      ['not-found', 0],
      ['not-found', 0],
    ])
  })
})

describe('a damaged recording', () => {
  let dir: string
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'strata-recorded-'))
  })
  afterEach(() => rmSync(dir, { recursive: true }))

  test.each([
    ['missing', null],
    ['cut short', '[{"id":'],
    ['empty', '[]'],
    ['without times', '[{"id":"bittensor"}]'],
  ])('stops the start with one sentence when the page is %s', async (_name, text) => {
    if (text !== null) writeFileSync(join(dir, 'markets.json'), text)
    await expect(openRecordedSource({ dir })).rejects.toThrow(StartError)
    await expect(openRecordedSource({ dir })).rejects.toThrow(/^The recorded data in .* cannot be read/)
  })

  test('costs one history when one chart is damaged', async () => {
    writeFileSync(join(dir, 'markets.json'), readText('markets.json'))
    await mkdir(join(dir, 'market-chart'))
    writeFileSync(join(dir, 'market-chart', 'io.json'), '{"prices":[[1')
    const source = await openRecordedSource({ dir })
    const error = await failureOf(source.fetchHistory({ id: 'io', kind: 'daily' }))
    expect(error).toMatchObject({ failure: 'not-json', message: 'The recorded history of io is damaged' })
  })
})
