import type { TokenDetail } from '#lib/core/contract/token-detail'
import { NO_TOKEN_RETURNS, tokenFixture } from './token-fixture.ts'

const DAY_MS = 86_400_000
export const FIRST_DAY = Date.UTC(2026, 10, 18)

/** A token with four closes and a running price, everything known that a test does not change. */
export function tokenDetailFixture(overrides: Partial<TokenDetail> = {}): TokenDetail {
  const times = [0, 1, 2, 3].map((day) => FIRST_DAY + day * DAY_MS)
  return {
    asOf: '2026-11-22T12:00:00.000Z',
    range: '90d',
    source: 'live',
    currency: 'usd',
    token: tokenFixture({
      id: 'akash-network',
      name: 'Akash Network',
      symbol: 'AKT',
      layer: 'middleware',
      price: 1.17,
      returns: { ...NO_TOKEN_RETURNS, '24h': -0.0126, '90d': 0.25 },
    }),
    since: '2021-04-06',
    aliases: [],
    betas: [],
    drawdown: [],
    chart: {
      step: 'day',
      times,
      price: [2, 4, null, 3],
      drawdown: [0, 0, null, -0.25],
      rebased: {
        token: [50, 100, null, 75],
        layer: [null, 100, 110, 120],
        bitcoin: [null, null, null, null],
      },
      rebasedAt: times[1] ?? null,
      layerLine: 'index',
      layerReason: null,
      bitcoinReason: 'history-filling',
      suspects: [],
      provisional: false,
      since: FIRST_DAY,
      reason: null,
    },
    risk: [],
    volatility: [],
    cone: [],
    liquidity: { turnover: 0.04, thinBelow: 0.01, isThin: false, reason: null },
    supply: {
      circulating: 1e6,
      circulatingReason: null,
      fullyDilutedValuation: 2e6,
      capToFullyDiluted: 0.5,
      capToFullyDilutedReason: null,
      issuance24h: 0,
      issuanceReason: null,
    },
    checks: [],
    memberships: [],
    links: { coingecko: 'https://www.coingecko.com/en/coins/akash-network', website: null },
    ...overrides,
  }
}
