import type { TokenFigures } from '#lib/core/contract/snapshot'

const NO_TOKEN_WINDOW = {
  '1h': null,
  '24h': null,
  '7d': null,
  '14d': null,
  '30d': null,
  '90d': null,
  '200d': null,
  '1y': null,
} as const

/** Every return of a token unknown, to spread the known ones over. */
export const NO_TOKEN_RETURNS: TokenFigures['returns'] = NO_TOKEN_WINDOW
export const NO_RETURNS_SOURCE: TokenFigures['returnsSource'] = NO_TOKEN_WINDOW

/** A mapped token without an accepted price: every figure unknown. */
export function tokenFixture(overrides: Partial<TokenFigures> & Pick<TokenFigures, 'id'>): TokenFigures {
  return {
    symbol: overrides.id.toUpperCase(),
    name: overrides.id,
    layer: 'infrastructure',
    category: 'training',
    alsoIn: [],
    scope: 'core',
    listing: 'active',
    note: null,
    rank: null,
    price: null,
    marketCap: null,
    fullyDilutedValuation: null,
    volume24h: null,
    circulatingSupply: null,
    returns: { ...NO_TOKEN_RETURNS },
    returnsSource: { ...NO_RETURNS_SOURCE },
    high24h: null,
    low24h: null,
    ath: null,
    athDate: null,
    volatility: { '7d': null, '30d': null, '90d': null, '7dHourly': null },
    volatilityPercentile: null,
    volatilityN: 0,
    volatilityReason: 'no-price',
    sparkline7d: [],
    layerWeight: null,
    layerContribution24h: null,
    lastUpdated: null,
    ageSeconds: null,
    state: 'missing',
    flags: [],
    ...overrides,
  }
}
