import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { DEFAULT_CSV_OPTIONS } from '#lib/core/csv/csv-options'
import { layersCsv } from '#lib/core/csv/layers-csv'
import { layerFixture } from '../../helpers/layer-fixture.ts'
import { snapshotFixture } from '../../helpers/snapshot-fixture.ts'

const HEADER =
  'schema_version,as_of_utc,source,status,layer,layer_name,rank,currency,token_count,covered_count,market_cap,' +
  'share_pct,volume_24h,return_1h_pct,return_24h_pct,return_7d_pct,return_14d_pct,return_30d_pct,return_90d_pct,' +
  'return_1y_pct,return_24h_cap_pct,return_24h_sqrt_pct,return_24h_equal_pct,return_24h_median_pct,up_24h,down_24h,' +
  'volatility_30d_ann_pct,volatility_30d_n,volatility_30d_percentile,coverage_pct,stale_weight_pct,mapping_version,' +
  'weighting,attribution'

const INFRASTRUCTURE =
  '1,2026-11-22T06:30:00Z,live,live,infrastructure,Infrastructure,1,usd,2,1,1485000000,45.1367781155015,92000000,' +
  ',2.71,,,,,,2.71,2.71,2.71,2.71,1,0,88.2,30,64,100,0,2026-11-22,capped,' +
  'Powered by CoinGecko https://www.coingecko.com/en/api'

function rowsOf(csv: string): Record<string, string>[] {
  return parse(csv, { columns: true, record_delimiter: '\r\n' })
}

describe('layersCsv', () => {
  it('writes the header and one row per layer, without the sector', () => {
    const lines = layersCsv(snapshotFixture(), DEFAULT_CSV_OPTIONS).split('\r\n')
    expect(lines).toHaveLength(4)
    expect(lines[0]).toBe(HEADER)
    expect(lines[1]).toBe(INFRASTRUCTURE)
    expect(lines[2]).toContain(',middleware,Middleware,2,')
    expect(lines[3]).toBe('')
  })

  it('orders the layers from the bottom of the stack up', () => {
    const { layers } = snapshotFixture()
    const csv = layersCsv(snapshotFixture({ layers: layers.toReversed() }), DEFAULT_CSV_OPTIONS)
    expect(rowsOf(csv).map((row) => row.layer)).toEqual(['infrastructure', 'middleware'])
  })

  it('leaves every unknown figure empty and keeps counts of nothing as 0', () => {
    const unknown = layerFixture({ id: 'marketplaces', name: 'Marketplaces', rank: 3 })
    const [row] = rowsOf(layersCsv(snapshotFixture({ layers: [unknown] }), DEFAULT_CSV_OPTIONS))
    const empty = Object.entries(row ?? {}).filter(([, cell]) => cell === '')
    expect(empty.map(([name]) => name)).toEqual([
      ...['market_cap', 'share_pct', 'volume_24h'],
      ...['1h', '24h', '7d', '14d', '30d', '90d', '1y'].map((window) => `return_${window}_pct`),
      ...['cap', 'sqrt', 'equal', 'median'].map((member) => `return_24h_${member}_pct`),
      ...['volatility_30d_ann_pct', 'volatility_30d_percentile', 'coverage_pct', 'stale_weight_pct'],
    ])
    expect(row).toMatchObject({ token_count: '0', up_24h: '0', down_24h: '0', volatility_30d_n: '0' })
  })

  it('names a what-if mapping in every row', () => {
    const mapping = { version: '2026-11-22+whatif.0a1b2c3d', sha256: 'a'.repeat(64), moves: [] }
    for (const row of rowsOf(layersCsv(snapshotFixture({ mapping }), DEFAULT_CSV_OPTIONS))) {
      expect(row.mapping_version).toBe('2026-11-22+whatif.0a1b2c3d')
    }
  })
})
