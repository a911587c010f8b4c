import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { HistoryKind } from '#lib/core/market/price-history'
import { DAY_MS, HOUR_MS } from '#lib/core/market/window'
import { MarketChartBody } from '#lib/server/upstream/schemas'
import { toPriceHistory } from '#lib/server/upstream/to-price-history'

const MIDNIGHT = Date.parse('2025-11-22T00:00:00Z')
const NOW = MIDNIGHT + 8 * HOUR_MS

function history(kind: HistoryKind, prices: unknown[], columns: Record<string, unknown> = {}, now = NOW) {
  return toPriceHistory({ id: 'x', kind, body: MarketChartBody.parse({ prices, ...columns }), now }).points
}

const closes = (prices: unknown[], now = NOW) =>
  history('daily', prices, {}, now).map(({ time, price }) => [time, price])

function readFixture(name: string): MarketChartBody {
  const text = readFileSync(new URL(`../../fixtures/market-chart/${name}`, import.meta.url), 'utf8')
  return MarketChartBody.parse(JSON.parse(text))
}

describe('daily closes', () => {
  test('leave out the running point of today and keep the one at midnight', () => {
    const points = [
      [MIDNIGHT - DAY_MS, 11],
      [MIDNIGHT, 12],
      [MIDNIGHT + 8 * HOUR_MS - 10_000, 99],
    ]
    expect(closes(points)).toEqual([
      [MIDNIGHT - DAY_MS, 11],
      [MIDNIGHT, 12],
    ])
  })

  test('sort, let the later of two rows at one time win, and leave a missing day out', () => {
    const points = [
      [MIDNIGHT - 2 * DAY_MS, 11],
      [MIDNIGHT - 3 * DAY_MS, 10],
      [MIDNIGHT - 2 * DAY_MS, 11.5],
      [MIDNIGHT - 2 * DAY_MS + HOUR_MS, 20],
      [MIDNIGHT, 13],
    ]
    expect(closes(points)).toEqual([
      [MIDNIGHT - 3 * DAY_MS, 10],
      [MIDNIGHT - 2 * DAY_MS, 11.5],
      [MIDNIGHT, 13],
    ])
  })

  test('take the earliest point of a date as its close, however late: a replay may be shifted by hours', () => {
    const points = [
      [MIDNIGHT - DAY_MS + 7 * HOUR_MS, 7],
      [MIDNIGHT - DAY_MS + 9 * HOUR_MS, 8],
    ]
    expect(closes(points)).toEqual([[MIDNIGHT - DAY_MS, 7]])
  })

  test('do not take the running point of the first minutes of today for the close of midnight', () => {
    expect(closes([[MIDNIGHT + 7 * 60_000, 5]], MIDNIGHT + 8 * 60_000)).toEqual([])
    expect(closes([[MIDNIGHT, 5]], MIDNIGHT)).toEqual([[MIDNIGHT, 5]])
  })

  test.each([null, 0, -1, '5', Number.NaN, Number('1e400'), 1e9, undefined, {}])(
    'drop a price of %j',
    (price) => {
      expect(
        closes([
          [MIDNIGHT - DAY_MS, price],
          [MIDNIGHT, 2],
        ]),
      ).toEqual([[MIDNIGHT, 2]])
    },
  )

  test('let the earlier row stand when the revision is no price', () => {
    expect(
      closes([
        [MIDNIGHT, 2],
        [MIDNIGHT, null],
      ]),
    ).toEqual([[MIDNIGHT, 2]])
  })

  test.each([null, 'x', -1, 1.5, Number('1e400'), {}])('drop a time of %j', (time) => {
    expect(
      closes([
        [time, 1],
        [MIDNIGHT, 2],
      ]),
    ).toEqual([[MIDNIGHT, 2]])
  })

  test('survive rows that are no pairs', () => {
    expect(closes([null, 5, 'x', {}, [], [MIDNIGHT], [MIDNIGHT, 2]])).toEqual([[MIDNIGHT, 2]])
  })
})

describe('market cap and volume', () => {
  test('are joined by exact time, whatever the order and length of the columns', () => {
    const prices = [
      [MIDNIGHT - DAY_MS, 1],
      [MIDNIGHT, 2],
    ]
    const columns = {
      market_caps: [
        [MIDNIGHT, 200],
        [MIDNIGHT - DAY_MS + 1, 100],
      ],
      total_volumes: [[MIDNIGHT - DAY_MS, 0]],
    }
    expect(history('daily', prices, columns)).toEqual([
      { time: MIDNIGHT - DAY_MS, price: 1, marketCap: null, volume: 0 },
      { time: MIDNIGHT, price: 2, marketCap: 200, volume: null },
    ])
  })

  test.each([0, -1, 1e30, null, '7'])('a market cap of %j is unknown', (cap) => {
    const points = history('daily', [[MIDNIGHT, 2]], { market_caps: [[MIDNIGHT, cap]] })
    expect(points).toEqual([{ time: MIDNIGHT, price: 2, marketCap: null, volume: null }])
  })

  test.each([-1, 1.1e13, null])('a volume of %j is unknown', (volume) => {
    expect(history('daily', [[MIDNIGHT, 2]], { total_volumes: [[MIDNIGHT, volume]] })[0]?.volume).toBeNull()
  })

  test('may be absent or of a wrong form without harming the prices', () => {
    expect(history('daily', [[MIDNIGHT, 2]], { market_caps: 'none', total_volumes: null })).toHaveLength(1)
  })
})

describe('hourly points', () => {
  test('are the first in each clock hour and keep their own time', () => {
    const points = [
      [MIDNIGHT + 4 * 60_000, 1],
      [MIDNIGHT + 59 * 60_000, 2],
      [MIDNIGHT + HOUR_MS + 9_000, 3],
      [MIDNIGHT + 3 * HOUR_MS + 1, 4],
    ]
    expect(history('hourly', points).map(({ time, price }) => [time, price])).toEqual([
      points[0],
      points[2],
      points[3],
    ])
  })

  test('skip an unusable point within an hour', () => {
    const points = [
      [MIDNIGHT, null],
      [MIDNIGHT + 60_000, 5],
    ]
    expect(history('hourly', points).map(({ price }) => price)).toEqual([5])
  })

  test('keep the running point only where it is the first of its hour', () => {
    const running = [NOW - 1_000, 9]
    expect(history('hourly', [[NOW - HOUR_MS, 1], running]).map(({ price }) => price)).toEqual([1])
    expect(history('hourly', [[NOW - 2 * HOUR_MS, 1], running]).map(({ price }) => price)).toEqual([1, 9])
  })

  test('end at now', () => {
    expect(
      history('hourly', [
        [NOW, 1],
        [NOW + HOUR_MS, 2],
      ]).map(({ price }) => price),
    ).toEqual([1])
  })
})

describe('recorded answers', () => {
  const body = readFixture('daily-aioz-network.json')
  const last = body.prices.at(-1) as [number, number]

  test('456 recorded daily rows with a gap of six days and a running point become 455 closes', () => {
    const { points } = toPriceHistory({ id: 'aioz-network', kind: 'daily', body, now: last[0] + 60_000 })
    expect(body.prices).toHaveLength(456)
    expect(points).toHaveLength(455)
    expect(points.every(({ time }) => time % DAY_MS === 0)).toBe(true)
    const steps = points.slice(1).map(({ time }, index) => (time - (points[index]?.time ?? 0)) / DAY_MS)
    expect(steps.filter((step) => step !== 1)).toEqual([6])
    expect(points.at(-1)?.price).toBe((body.prices.at(-2) as [number, number])[1])
    expect(points.filter(({ marketCap }) => marketCap !== null)).toHaveLength(90)
  })

  test('the same rows shuffled and doubled, with older revisions first, give the same series', () => {
    const stale = body.prices.slice(0, 44).map((row) => [(row as number[])[0], 1e-6])
    const noisy = { ...body, prices: [...stale, ...body.prices.toReversed()] }
    expect(noisy.prices).toHaveLength(500)
    const now = last[0] + 60_000
    expect(toPriceHistory({ id: 'aioz-network', kind: 'daily', body: noisy, now })).toEqual(
      toPriceHistory({ id: 'aioz-network', kind: 'daily', body, now }),
    )
  })

  test('500 recorded hourly rows off the full hour keep their one missing hour', () => {
    const hourly = readFixture('hourly-nym.json')
    const { points } = toPriceHistory({ id: 'nym', kind: 'hourly', body: hourly, now: NOW })
    expect(points).toHaveLength(500)
    const hours = points.map(({ time }) => Math.floor(time / HOUR_MS))
    expect(hours.slice(1).filter((hour, index) => hour - (hours[index] ?? 0) === 2)).toHaveLength(1)
    expect(points.some(({ time }) => time % HOUR_MS !== 0)).toBe(true)
  })
})

test('any rows give ascending times, at most one a period, and finite numbers above 0', () => {
  const time = fc.oneof(
    fc.integer({ min: MIDNIGHT - 5 * DAY_MS, max: NOW + DAY_MS }),
    fc.constant(MIDNIGHT),
    fc.anything(),
  )
  const rows = fc.array(fc.oneof(fc.tuple(time, fc.oneof(fc.double(), fc.anything())), fc.anything()), {
    maxLength: 60,
  })
  fc.assert(
    fc.property(rows, rows, fc.constantFrom('daily' as const, 'hourly' as const), (prices, caps, kind) => {
      const period = kind === 'daily' ? DAY_MS : HOUR_MS
      const points = history(kind, prices, { market_caps: caps })
      points.forEach((point, index) => {
        expect(point.price > 0 && Number.isFinite(point.price)).toBe(true)
        expect(point.time <= NOW).toBe(true)
        expect(point.marketCap === null || (point.marketCap > 0 && point.marketCap <= 1e14)).toBe(true)
        const previous = points[index - 1]
        if (previous)
          expect(Math.floor(point.time / period)).toBeGreaterThan(Math.floor(previous.time / period))
      })
    }),
    { numRuns: 1_000 },
  )
})
