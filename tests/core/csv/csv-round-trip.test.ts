import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TokenFigures } from '#lib/core/contract/snapshot'
import { TOKEN_FLAGS } from '#lib/core/contract/vocabulary'
import type { CsvOptions } from '#lib/core/csv/csv-options'
import { TOKEN_COLUMNS } from '#lib/core/csv/token-columns'
import { tokensCsv } from '#lib/core/csv/tokens-csv'
import { snapshotFixture } from '../../helpers/snapshot-fixture.ts'
import { tokenFixture } from '../../helpers/token-fixture.ts'

const known = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: null })
const fraction = fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { nil: null })
const trap = fc.constantFrom('"', '""', ',', ';', '|', '\r\n', '\n', '\r', '=', '-', '\0', "'", '\ufeff', ' ')
const name = fc
  .array(fc.oneof(fc.string({ unit: 'binary', maxLength: 8 }), trap), { maxLength: 6 })
  .map((parts) => parts.join(''))

const token = fc
  .record({
    name,
    symbol: name,
    layer: fc.constantFrom('infrastructure', 'middleware', null),
    price: known,
    marketCap: known,
    volume24h: known,
    circulatingSupply: known,
    day: fraction,
    year: fraction,
    volatility: fraction,
    ageSeconds: fc.option(fc.nat(), { nil: null }),
    flags: fc.subarray([...TOKEN_FLAGS]),
  })
  .map(({ day, year, volatility, ...figures }): Omit<TokenFigures, 'id'> => {
    const { id: _, ...rest } = tokenFixture({ id: 'x', ...figures })
    return {
      ...rest,
      returns: { ...rest.returns, '24h': day, '1y': year },
      volatility: { ...rest.volatility, '30d': volatility },
    }
  })

const tokens = fc
  .array(token, { maxLength: 8 })
  .map((list) => list.map((figures, index): TokenFigures => ({ ...figures, id: `token-${index}` })))

const options: fc.Arbitrary<CsvOptions> = fc.record({
  bom: fc.boolean(),
  delimiter: fc.constantFrom('comma', 'semicolon'),
  decimal: fc.constantFrom('dot', 'comma'),
})

/** Text as it has to come back: without controls, with the guard where the first character asks for one. */
function guarded(text: string): string {
  const cleaned = [...text].filter((char) => /[\t\n\r]/.test(char) || !/\p{Cc}/u.test(char)).join('')
  return text.startsWith('\0') || '=+-@\t\r\n＝＋－＠'.includes(cleaned.charAt(0) || 'x')
    ? `'${cleaned}`
    : cleaned
}

function expectNumber(cell: string | undefined, value: number | null, decimal: CsvOptions['decimal']): void {
  if (value === null) {
    expect(cell).toBe('')
    return
  }
  expect(cell).toMatch(decimal === 'comma' ? /^-?\d+(?:,\d+)?$/ : /^-?\d+(?:\.\d+)?$/)
  expect(Number(cell?.replace(',', '.'))).toBe(value === 0 ? 0 : value)
}

function expectPercent(cell: string | undefined, value: number | null): void {
  if (value === null) {
    expect(cell).toBe('')
    return
  }
  expect(cell).toMatch(/^-?\d+(?:[.,]\d+)?$/)
  const percent = Number(cell?.replace(',', '.'))
  expect(Math.abs(percent - value * 100)).toBeLessThanOrEqual(
    Math.abs(value * 100) * 6e-15 + Number.MIN_VALUE,
  )
}

describe('the token CSV read by an independent parser', () => {
  it('gives back every number and text, in every dialect', () => {
    fc.assert(
      fc.property(tokens, options, (list, dialect) => {
        const csv = tokensCsv(snapshotFixture({ tokens: list }), dialect)
        const records: string[][] = parse(csv, {
          bom: dialect.bom,
          delimiter: dialect.delimiter === 'comma' ? ',' : ';',
          record_delimiter: '\r\n',
        })
        const [header = [], ...rows] = records
        expect(header).toEqual(TOKEN_COLUMNS.map((column) => column.name))
        expect(rows).toHaveLength(list.length)
        for (const row of rows) {
          expect(row).toHaveLength(header.length)
          const cell = (column: string) => row[header.indexOf(column)]
          const source = list.find(({ id }) => id === cell('coingecko_id'))
          if (source === undefined) throw new Error(`row of an unknown token: ${row.join()}`)
          expect(cell('name')).toBe(guarded(source.name))
          expect(cell('symbol')).toBe(guarded(source.symbol))
          expect(cell('layer')).toBe(source.layer ?? '')
          expect(cell('flags')).toBe(source.flags.join('|'))
          expectNumber(cell('price'), source.price, dialect.decimal)
          expectNumber(cell('market_cap'), source.marketCap, dialect.decimal)
          expectNumber(cell('volume_24h'), source.volume24h, dialect.decimal)
          expectNumber(cell('circulating_supply'), source.circulatingSupply, dialect.decimal)
          expectNumber(cell('age_seconds'), source.ageSeconds, dialect.decimal)
          expectPercent(cell('return_24h_pct'), source.returns['24h'])
          expectPercent(cell('return_1y_pct'), source.returns['1y'])
          expectPercent(cell('volatility_30d_ann_pct'), source.volatility['30d'])
        }
      }),
      { numRuns: 400 },
    )
  })
})
