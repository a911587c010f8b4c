import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HeldQuote } from '#lib/core/analytics/board/board-input'
import { buildSnapshot } from '#lib/core/analytics/board/build-snapshot'
import { Snapshot } from '#lib/core/contract/snapshot'
import { WEIGHTINGS } from '#lib/core/contract/vocabulary'
import { layersCsv } from '#lib/core/csv/layers-csv'
import { tokensCsv } from '#lib/core/csv/tokens-csv'
import type { Quote } from '#lib/core/market/quote'
import { DAY_MS } from '#lib/core/market/window'
import { boardFixture, NOW, stackFixture } from '../../../helpers/board-fixture.ts'
import { quoteFixture } from '../../../helpers/quote-fixture.ts'

const CSV = { bom: false, delimiter: 'comma', decimal: 'dot' } as const
const IDS = ['one', 'two', 'both', 'top', 'lost']
const STACK = stackFixture([
  { id: 'one' },
  { id: 'two' },
  { id: 'both', layers: ['lower', 'upper'] },
  { id: 'top', layers: ['upper'] },
  { id: 'lost', layers: ['upper'] },
])

/** Anything the edge lets through, the ends of every bound included. */
const upTo = (limit: number) =>
  fc.option(
    fc.oneof(fc.constantFrom(1e-18, 5e-324, limit), fc.double({ min: 5e-324, max: limit, noNaN: true })),
    {
      nil: null,
    },
  )
const price = upTo(999_999_999)
const cap = upTo(1e14)
const change = fc.option(
  fc.oneof(fc.constantFrom(-1, 0, 1e4), fc.double({ min: -1, max: 1e4, noNaN: true })),
  {
    nil: null,
  },
)
const hostile = fc.record({
  price,
  high24h: price,
  low24h: price,
  ath: price,
  marketCap: cap,
  fullyDilutedValuation: cap,
  volume24h: upTo(1e13),
  circulatingSupply: upTo(1e18),
  lastUpdated: fc.integer({ min: 0, max: NOW }),
  returns: fc.record({
    '1h': change,
    '24h': change,
    '7d': change,
    '14d': change,
    '30d': change,
    '200d': change,
    '1y': change,
  }),
  sparkline7d: fc.array(fc.double({ min: 5e-324, max: 999_999_999, noNaN: true }), { maxLength: 170 }),
})
const held = fc.record({ change: hostile, absent: fc.boolean(), quarantined: fc.boolean() })

function snapshotOf(rows: readonly { change: Partial<Quote>; absent: boolean; quarantined: boolean }[]) {
  return WEIGHTINGS.map((weighting) => {
    const quotes = new Map<string, HeldQuote>(
      rows.map(({ change, absent, quarantined }, at) => {
        const id = IDS[at] ?? 'one'
        return [id, { quote: quoteFixture(id, change), absent, quarantined }]
      }),
    )
    const input = boardFixture(STACK, [], { usdQuotes: quotes, weighting })
    return buildSnapshot({ ...input, market: { ...input.market, quotes, asOf: NOW - DAY_MS / 7 } })
  })
}

/** Every number of an answer with its path. */
function* numbersIn(value: unknown, path = ''): Generator<[string, number]> {
  if (typeof value === 'number') yield [path, value]
  if (typeof value !== 'object' || value === null) return
  for (const [key, part] of Object.entries(value)) yield* numbersIn(part, `${path}.${key}`)
}

/** Bounds by the last names of a path. */
const BOUNDS: readonly [RegExp, number, number][] = [
  [/\.(price|high24h|low24h|ath)$/, 0, 1e9],
  [/\.(marketCap|fullyDilutedValuation)$/, 0, 1e14 * IDS.length],
  [/\.volume24h$/, 0, 1e13 * IDS.length],
  [/\.(returns|spread24h)\.\w+$/, -1, 1e4 * (1 + 1e-12)],
  [/\.(share|coverage|staleWeight|layerWeight|percentile|volatilityPercentile)$/, 0, 1 + 1e-12],
]

const isSound = (path: string, value: number) =>
  Number.isFinite(value) &&
  BOUNDS.every(([names, low, high]) => !names.test(path) || (value >= low && value <= high))

describe('a board of hostile quotes', () => {
  it('publishes finite numbers inside their bounds only, in JSON and in both CSVs', () => {
    fc.assert(
      fc.property(fc.array(held, { minLength: 4, maxLength: 4 }), (rows) => {
        for (const snapshot of snapshotOf(rows)) {
          expect([...numbersIn(snapshot)].filter(([path, value]) => !isSound(path, value))).toEqual([])
          const published: unknown = JSON.parse(JSON.stringify(snapshot))
          expect(Snapshot.parse(published)).toEqual(published)
          expect(tokensCsv(snapshot, CSV) + layersCsv(snapshot, CSV)).not.toMatch(/NaN|Infinity/)
        }
      }),
    )
  })

  it('counts nothing of a token that is held back, in any window and weighting', () => {
    fc.assert(
      fc.property(fc.array(held, { minLength: 4, maxLength: 4 }), (rows) => {
        const back = rows.map((row) => ({ ...row, absent: false, quarantined: true }))
        for (const snapshot of snapshotOf(back)) {
          for (const layer of [...snapshot.layers, snapshot.sector]) {
            expect(layer.coveredCount).toBe(0)
            expect(layer.contributions24h).toEqual([])
            expect(Object.values(layer.returns).every((value) => value === null)).toBe(true)
            expect(layer.breadth24h).toMatchObject({ up: 0, down: 0, unchanged: 0 })
          }
          const priced = snapshot.tokens.filter(({ price }) => price !== null)
          expect(priced.every(({ state }) => state === 'quarantined')).toBe(true)
          expect(snapshot.coverage.quarantined).toEqual(priced.map(({ id }) => id).toSorted(inStackOrder))
        }
      }),
    )
  })
})

const inStackOrder = (a: string, b: string) => IDS.indexOf(a) - IDS.indexOf(b)
