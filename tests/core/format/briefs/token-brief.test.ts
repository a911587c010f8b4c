import { describe, expect, it } from 'vitest'
import type { TokenBeta, TokenDrawdown, TokenVolatility } from '#lib/core/contract/token-detail'
import { tokenBrief } from '#lib/core/format/briefs/token-brief'
import { tokenDetailFixture } from '../../../helpers/token-detail-fixture.ts'
import { NO_TOKEN_RETURNS } from '../../../helpers/token-fixture.ts'

const base = tokenDetailFixture()
const plain = (sentences: string[]) => sentences.map((sentence) => sentence.replaceAll('\u00a0', ' '))

function beta(change: Partial<TokenBeta>): TokenBeta {
  const interval = { betaLow: null, betaHigh: null, correlationLow: null, correlationHigh: null }
  const rest = { alpha: 0, correlation: null, standardError: null, n: 89, reason: null }
  return { id: 'bitcoin', kind: 'benchmark', name: 'Bitcoin', beta: 1.478, ...interval, ...rest, ...change }
}

const drawdown: TokenDrawdown = {
  window: 90,
  maximum: -0.6712,
  peak: Date.UTC(2025, 0, 26),
  trough: Date.UTC(2025, 3, 9),
  recovery: null,
  daysToTrough: 73,
  daysToRecovery: null,
  current: -0.5515,
  n: 89,
  reason: null,
}
const volatility: TokenVolatility = {
  window: 30,
  current: 1.175,
  standardError: 0.1,
  low: 1,
  high: 1.3,
  percentile: 0.34,
  n: 30,
  reason: null,
}

describe('tokenBrief', () => {
  it('says price, fall, volatility and betas from the numbers alone', () => {
    const brief = tokenBrief({
      ...base,
      drawdown: [drawdown],
      volatility: [volatility],
      betas: [
        beta({}),
        beta({ id: 'sector', kind: 'sector', name: 'AI sector' }),
        beta({ id: 'middleware', kind: 'layer', name: 'Middleware', beta: 0.86 }),
      ],
    })
    expect(plain(brief)).toEqual([
      'Akash Network stands at $1.1700, +25.00 % over 90 days.',
      'Its deepest fall of 90 days was −67.12 % (26 January 2025 to 9 April 2025), not made good yet; the last close stood −55.15 % from the high.',
      'Its 30-day volatility is 117.5 % a year, the 34th pct of its own year.',
      'Over 90 days its beta is 1.48 to Bitcoin and 0.86 to the rest of Middleware.',
    ])
  })

  it('names the sector where the own layer is not known', () => {
    const sector = beta({ id: 'sector', kind: 'sector', name: 'AI sector', beta: 1.08 })
    const layer = beta({ id: 'infrastructure', kind: 'layer', beta: null, reason: 'too-few-constituents' })
    expect(plain(tokenBrief({ ...base, betas: [beta({}), sector, layer] })).at(-1)).toBe(
      'Over 90 days its beta is 1.48 to Bitcoin and 1.08 to the AI sector.',
    )
  })

  it('says which return is not known, and invents none', () => {
    const token = { ...base.token, returns: { ...NO_TOKEN_RETURNS, '24h': -0.0126 } }
    expect(plain(tokenBrief({ ...base, token }))).toEqual([
      'Akash Network stands at $1.1700, −1.26 % over 24 hours; its return over 90 days is not known.',
    ])
    expect(tokenBrief({ ...base, token: { ...base.token, price: null } })).toEqual([
      'No price of Akash Network is known.',
    ])
  })

  it('tells a fall made good, a new high and no fall at all', () => {
    const healed = { ...drawdown, recovery: Date.UTC(2025, 4, 1), daysToRecovery: 95 }
    const said = (row: TokenDrawdown) => plain(tokenBrief({ ...base, drawdown: [row] }))[1]
    expect(said(healed)).toContain('made good on 1 May 2025; the last close stood −55.15 %')
    expect(said({ ...healed, current: 0 })).toContain('it now stands at the highest close since')
    expect(said({ ...drawdown, maximum: 0 })).toBe('It has not closed below an earlier close for 90 days.')
  })

  it('prefers the longest window that is known', () => {
    const year = { ...drawdown, window: 365, maximum: null, reason: 'too-short' as const }
    expect(tokenBrief({ ...base, drawdown: [drawdown, year] })[1]).toContain('of 90 days')
  })

  it('warns of a thin market', () => {
    const liquidity = { turnover: 0.004, thinBelow: 0.01, isThin: true, reason: null }
    expect(plain(tokenBrief({ ...base, liquidity })).at(-1)).toBe(
      'Its market is thin: 0.40 % of its market cap changed hands in 24 hours, below 1.00 %.',
    )
  })
})
