import { describe, expect, it } from 'vitest'
import type { TokenHistory } from '#lib/core/analytics/board/board-input'
import { boardTokens } from '#lib/core/analytics/board/board-token'
import { startOfHour } from '#lib/core/analytics/hourly-prices'
import type { QuotedWindow } from '#lib/core/market/quote'
import { DAY_MS, HOUR_MS } from '#lib/core/market/window'
import { boardFixture, coin, NOW, stackFixture } from '../../../helpers/board-fixture.ts'
import { NO_RISK } from '../../../helpers/no-risk.ts'

const STACK = stackFixture([{ id: 'a' }])
const TODAY = Math.floor(NOW / DAY_MS) * DAY_MS

/** Prices of the last hours and days, the newest last; the price of the moment is 10. */
function history(hours: readonly (number | null)[], days: readonly (number | null)[] = []): TokenHistory {
  return {
    daily: {
      firstDay: TODAY - (days.length - 1) * DAY_MS,
      prices: days,
      marketCaps: days.map(() => null),
    },
    hourly: { firstHour: startOfHour(NOW) - (hours.length - 1) * HOUR_MS, prices: hours },
    suspects: [],
    risk: NO_RISK,
  }
}

interface Asked {
  window?: QuotedWindow
  reported: number | null
  known: TokenHistory
  ageMs?: number
  currency?: string
}

function returnOf({ window = '24h', reported, known, ageMs = 0, currency = 'usd' }: Asked) {
  const quote = coin('a', 100, null, { lastUpdated: NOW - ageMs })
  const quoted = { ...quote, returns: { ...quote.returns, [window]: reported } }
  const input = boardFixture(STACK, [quoted], { history: new Map([['a', known]]) })
  const [token] = boardTokens({ ...input, market: { ...input.market, currency } })
  return [token?.returns[window], token?.returnsSource[window]]
}

const DAY = new Array(26).fill(10)

describe('a reported return and own history', () => {
  it('is overruled when more than 5 points away from it, and the source says so', () => {
    expect(returnOf({ reported: 0.06, known: history(DAY) })).toEqual([0, 'history'])
    expect(returnOf({ reported: -0.06, known: history(DAY) })).toEqual([0, 'history'])
  })

  it('is believed within 5 points', () => {
    expect(returnOf({ reported: 0.049, known: history(DAY) })).toEqual([0.049, 'upstream'])
  })

  it('is believed when a price of the hours around the start explains it', () => {
    const moving = DAY.map((price, at) => (at === 2 ? 9.3 : price))
    expect(returnOf({ reported: 0.06, known: history(moving) })).toEqual([0.06, 'upstream'])
  })

  it('is believed where less than 95 % of the hours are known', () => {
    const holes = (count: number) => DAY.map((price, at) => (at > 10 && at <= 10 + count ? null : price))
    expect(returnOf({ reported: 0.5, known: history(holes(1)) })).toEqual([0, 'history'])
    expect(returnOf({ reported: 0.5, known: history(holes(2)) })).toEqual([0.5, 'upstream'])
  })

  it('is held against daily closes over a month, and against none over an hour', () => {
    const days = new Array(33).fill(8)
    const known = history([], days)
    expect(returnOf({ window: '30d', reported: 0.5, known })).toEqual([0.25, 'history'])
    expect(returnOf({ window: '30d', reported: 0.26, known })).toEqual([0.26, 'upstream'])
    expect(returnOf({ window: '1h', reported: 0.5, known: history(DAY) })).toEqual([0.5, 'upstream'])
  })

  it('is believed of an old quote and on a board of another currency', () => {
    expect(returnOf({ reported: 0.5, known: history(DAY), ageMs: 20 * 60_000 })).toEqual([0.5, 'upstream'])
    expect(returnOf({ reported: 0.5, known: history(DAY), currency: 'eur' })).toEqual([0.5, 'upstream'])
  })

  it('is filled in from history where the upstream has none', () => {
    expect(returnOf({ reported: null, known: history(DAY) })).toEqual([0, 'history'])
    expect(returnOf({ reported: null, known: history([]) })).toEqual([null, null])
  })
})
