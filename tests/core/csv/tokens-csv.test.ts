import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import type { TokenFigures } from '#lib/core/contract/snapshot'
import { type CsvOptions, DEFAULT_CSV_OPTIONS } from '#lib/core/csv/csv-options'
import { tokensCsv } from '#lib/core/csv/tokens-csv'
import { snapshotFixture } from '../../helpers/snapshot-fixture.ts'
import { tokenFixture } from '../../helpers/token-fixture.ts'

const HEADER =
  'schema_version,as_of_utc,source,status,layer,category,also_in,coingecko_id,symbol,name,scope,currency,price,' +
  'market_cap,fully_diluted_valuation,volume_24h,circulating_supply,return_1h_pct,return_24h_pct,return_7d_pct,' +
  'return_14d_pct,return_30d_pct,return_90d_pct,return_200d_pct,return_1y_pct,volatility_7d_ann_pct,' +
  'volatility_30d_ann_pct,volatility_90d_ann_pct,volatility_30d_n,volatility_30d_percentile,layer_weight_pct,' +
  'layer_contribution_24h_pp,last_updated_utc,age_seconds,state,flags,mapping_version,weighting,attribution'

const ATTRIBUTION_CELL = 'Powered by CoinGecko https://www.coingecko.com/en/api'

function rowsOf(csv: string, delimiter = ','): Record<string, string>[] {
  return parse(csv, { columns: true, bom: true, delimiter, record_delimiter: '\r\n' })
}

function csvOf(tokens: TokenFigures[], options: Partial<CsvOptions> = {}): string {
  return tokensCsv(snapshotFixture({ tokens }), { ...DEFAULT_CSV_OPTIONS, ...options })
}

function idsOf(csv: string): (string | undefined)[] {
  return rowsOf(csv).map((row) => row.coingecko_id)
}

describe('tokensCsv', () => {
  it('starts with the header and writes each record in full, ended by CRLF', () => {
    const lines = tokensCsv(snapshotFixture(), DEFAULT_CSV_OPTIONS).split('\r\n')
    expect(lines).toHaveLength(7)
    expect(lines[0]).toBe(HEADER)
    expect(lines[1]).toBe(
      '1,2026-11-22T06:30:00Z,live,live,infrastructure,inference-networks,middleware/coordination,bittensor,TAO,' +
        'Bittensor,core,usd,343.58,2970000000,7215180000,184000000,8644274.988,0.11,2.71,39.1,,,-7,,120.4,' +
        `91.23,88.2,97,30,64,100,2.71,2026-11-22T06:30:00Z,74,fresh,,2026-11-22,capped,${ATTRIBUTION_CELL}`,
    )
    expect(lines[3]).toBe(
      '1,2026-11-22T06:30:00Z,live,live,middleware,decentralised-compute,,akash-network,AKT,Akash Network,core,usd,' +
        '1.28,320000000,,9100000,250000000,,-3.22,5.1,,,,,,70.11,,,12,,50,-1.61,2026-11-22T03:05:10Z,12364,stale,' +
        `flat-prices|thin-volume,2026-11-22,capped,${ATTRIBUTION_CELL}`,
    )
    expect(lines[6]).toBe('')
  })

  it('orders by layer rank, then market cap with unknown last, then id; benchmarks close the file', () => {
    expect(idsOf(tokensCsv(snapshotFixture(), DEFAULT_CSV_OPTIONS))).toEqual([
      'bittensor',
      'gensyn',
      'akash-network',
      'merged-compute',
      'bitcoin',
    ])
    const tokens = [
      tokenFixture({ id: 'bitcoin', layer: null, marketCap: 9e12 }),
      tokenFixture({ id: 'unmapped', layer: 'elsewhere', marketCap: 5 }),
      tokenFixture({ id: 'b', layer: 'middleware', marketCap: 5 }),
      tokenFixture({ id: 'z', layer: 'infrastructure' }),
      tokenFixture({ id: 'y', layer: 'infrastructure' }),
      tokenFixture({ id: 'a', layer: 'middleware', marketCap: 5 }),
      tokenFixture({ id: 'c', layer: 'middleware', marketCap: 7 }),
    ]
    expect(idsOf(csvOf(tokens))).toEqual(['y', 'z', 'c', 'a', 'b', 'unmapped', 'bitcoin'])
    expect(idsOf(csvOf(tokens.toReversed()))).toEqual(['y', 'z', 'c', 'a', 'b', 'unmapped', 'bitcoin'])
  })

  it('keeps with a layer the tokens that belong to it, primarily or also', () => {
    const rows = rowsOf(tokensCsv(snapshotFixture(), DEFAULT_CSV_OPTIONS, 'middleware'))
    expect(rows.map((row) => [row.coingecko_id, row.layer])).toEqual([
      ['bittensor', 'infrastructure'],
      ['akash-network', 'middleware'],
      ['merged-compute', 'middleware'],
    ])
    expect(tokensCsv(snapshotFixture(), DEFAULT_CSV_OPTIONS, 'marketplaces')).toBe(`${HEADER}\r\n`)
  })

  it('leaves every unknown figure empty, never 0', () => {
    const [row] = rowsOf(csvOf([tokenFixture({ id: 'gensyn' })]))
    const filled = Object.entries(row ?? {}).filter(([, cell]) => cell !== '')
    expect(filled.map(([name]) => name)).toEqual([
      ...[
        'schema_version',
        'as_of_utc',
        'source',
        'status',
        'layer',
        'category',
        'coingecko_id',
        'symbol',
        'name',
      ],
      ...['scope', 'currency', 'volatility_30d_n', 'state', 'mapping_version', 'weighting', 'attribution'],
    ])
  })

  it('writes a benchmark without a layer', () => {
    const row = rowsOf(tokensCsv(snapshotFixture(), DEFAULT_CSV_OPTIONS)).at(-1)
    expect(row).toMatchObject({ coingecko_id: 'bitcoin', layer: '', category: '', layer_weight_pct: '' })
  })

  it('writes tiny and huge numbers as plain decimals', () => {
    const tokens = [
      tokenFixture({ id: 'tiny', price: 2.902e-9, circulatingSupply: 4.2e23, marketCap: 1e-18 }),
    ]
    expect(csvOf(tokens)).toContain(',0.000000002902,0.000000000000000001,,,420000000000000000000000,')
  })

  it('marks the file with a byte order mark only when asked, and never adds a sep line', () => {
    const bare = csvOf([])
    const marked = csvOf([], { bom: true })
    expect(bare).toBe(`${HEADER}\r\n`)
    expect(marked).toBe(`\ufeff${bare}`)
    expect([...new TextEncoder().encode(marked).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(csvOf([tokenFixture({ id: 'a' })], { bom: true })).toMatch(/^\ufeffschema_version,/)
  })

  it.each([
    ['comma', 'dot', '-3.22'],
    ['semicolon', 'dot', '-3.22'],
    ['semicolon', 'comma', '-3,22'],
  ] as const)(
    'keeps a negative number unquoted with delimiter %s and decimal %s',
    (delimiter, decimal, cell) => {
      const mark = delimiter === 'comma' ? ',' : ';'
      const csv = tokensCsv(snapshotFixture(), { bom: false, delimiter, decimal })
      expect(csv).toContain(`${mark}${cell}${mark}`)
      expect(csv).not.toContain('"')
    },
  )

  it('quotes a decimal comma where the comma also separates', () => {
    const csv = tokensCsv(snapshotFixture(), { bom: false, delimiter: 'comma', decimal: 'comma' })
    expect(csv).toContain(',"-3,22",')
    expect(rowsOf(csv)[2]).toMatchObject({ return_24h_pct: '-3,22', market_cap: '320000000' })
  })

  it('neutralises formulas in foreign text and leaves negative numbers numbers', () => {
    const corpus = [
      '=1+1',
      '+1',
      '-1',
      '@A1',
      '\t=1',
      '\r=1',
      '\n=1',
      '\0=1',
      '＝1',
      '=cmd|"/C calc"!A0',
      '=1;2,3',
    ]
    const tokens = corpus.map((text, index) => {
      const token = tokenFixture({ id: `t${String(index).padStart(2, '0')}`, name: text, symbol: text })
      return { ...token, returns: { ...token.returns, '24h': -0.05 } }
    })
    for (const [index, row] of rowsOf(csvOf(tokens)).entries()) {
      const cleaned = `'${corpus[index]?.replace('\0', '')}`
      expect(row).toMatchObject({ name: cleaned, symbol: cleaned, return_24h_pct: '-5' })
    }
  })
})
