import { describe, expect, it } from 'vitest'
import { tokenPath } from '#lib/client/queries/token-query'
import { checkWords } from '#lib/client/token/check-words'
import { tokenParsers, tokenRules, withOverlay } from '#lib/client/token/token-params'
import { emptyChartWords, noNumbersWords, shortWords } from '#lib/client/token/token-words'
import { ignoredParams } from '#lib/client/view/ignored-params'
import type { TokenCheck } from '#lib/core/contract/token-detail'
import { tokenDetailFixture } from '../../helpers/token-detail-fixture.ts'

const detail = tokenDetailFixture()
const nothing = { ...detail.chart, times: [], price: [], reason: 'no-price' as const, since: null }
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

describe('the address of a token', () => {
  it('names every part it cannot use', () => {
    const search = new URLSearchParams('range=5d&scale=cubic&against=layer,gold&currency=zzz&colour=red')
    expect(ignoredParams(search, tokenRules(['usd'])).map(({ name, shown }) => [name, shown])).toEqual([
      ['range', '90d'],
      ['scale', 'linear'],
      ['against', 'the price alone'],
      ['currency', 'the default currency'],
      ['colour', null],
    ])
    const fine = new URLSearchParams('range=7d&scale=log&against=layer,bitcoin&currency=usd')
    expect(ignoredParams(fine, tokenRules(['usd']))).toEqual([])
    expect(tokenParsers.range.parse('1y')).toBe('1y')
  })

  it('keeps overlays in one order', () => {
    expect(withOverlay(['bitcoin'], 'layer', true)).toEqual(['layer', 'bitcoin'])
    expect(withOverlay(['layer', 'bitcoin'], 'layer', false)).toEqual(['bitcoin'])
    expect(withOverlay(['layer'], 'layer', true)).toEqual(['layer'])
  })

  it('leads to the answer it shows', () => {
    expect(tokenPath({ id: 'akash-network', range: '7d', currency: null })).toBe(
      '/api/tokens/akash-network?range=7d',
    )
    expect(tokenPath({ id: 'a b', range: '7d', currency: 'eur' })).toBe(
      '/api/tokens/a%20b?range=7d&currency=eur',
    )
  })
})

describe('why there are no numbers', () => {
  const missing = { ...detail, token: { ...detail.token, price: null }, chart: nothing }

  it('is not asked of a token that has a price or a history', () => {
    expect(noNumbersWords(detail)).toBeNull()
    expect(noNumbersWords({ ...missing, chart: detail.chart })).toBeNull()
  })

  it('says that a project trades nowhere any more, with the note of the mapping', () => {
    const token = { ...missing.token, listing: 'inactive' as const, note: 'no longer listed' }
    expect(noNumbersWords({ ...missing, token })?.join(' ')).toBe(
      'Akash Network trades nowhere any more. No longer listed. It keeps its place on the map, without numbers.',
    )
  })

  it('says when they begin', () => {
    const later = { ...missing, since: '2027-02-02' }
    expect(noNumbersWords(later)?.[0]).toBe('Akash Network does not trade yet: expected on 2 February 2027.')
    expect(noNumbersWords({ ...later, source: 'recorded' })?.join(' ')).toContain(
      'trades since 2 February 2027, after the recording of 22 November 2026. Live data has its numbers.',
    )
    const prelaunch = { ...missing.token, listing: 'pre-launch' as const }
    expect(noNumbersWords({ ...missing, token: prelaunch, since: null })?.[0]).toContain('no date is known')
  })

  it('says that the upstream has none', () => {
    expect(noNumbersWords(missing)?.[0]).toContain('have held no price of Akash Network so far')
    expect(noNumbersWords({ ...missing, source: 'recorded' })?.[0]).toContain('holds no price of')
  })
})

describe('what stands in place of a figure', () => {
  it('counts the days there are and those to go', () => {
    expect(shortWords('too-short', 89, 292)).toBe('89 of 292 daily returns, 203 days to go')
    expect(shortWords('too-short', 59, 60)).toBe('59 of 60 daily returns, 1 day to go')
    expect(shortWords('gap', 70, 72)).toBe('its history has a gap')
    expect(shortWords('too-short', 0, 60)).toBe('its history is too short')
    expect(shortWords(null, 90, 60)).toBe('')
  })

  it('says why a chart is empty', () => {
    const chart = { ...nothing, reason: 'history-filling' as const }
    expect(emptyChartWords(detail)).toBeNull()
    expect(emptyChartWords({ ...detail, chart })).toContain('still on its way')
    expect(emptyChartWords({ ...detail, chart, source: 'recorded' })).toContain('holds no history')
    const short = { ...detail.chart, times: [1], price: [1], reason: 'too-short' as const }
    expect(emptyChartWords({ ...detail, chart: short })).toContain('1 of 90 days are stored')
  })
})

describe('checkWords', () => {
  const check = (change: Partial<TokenCheck>): TokenCheck => ({
    id: 'cap-supply-mismatch',
    result: 'passed',
    reported: 291e6,
    expectedLow: 290e6,
    expectedHigh: 290e6,
    tolerance: 0.02,
    reason: null,
    ...change,
  })
  const words = (change: Partial<TokenCheck>) =>
    Object.values(checkWords(check(change), 'usd')).map((text) => plain(text))

  it('has both sides and what is allowed, in the units of the check', () => {
    expect(words({})).toEqual(['$291M', '$290M', '± 2.0 %'])
    const change = { reported: -0.0126, expectedLow: -0.02, expectedHigh: -0.01, tolerance: 0.015 }
    expect(words({ id: 'change-mismatch', ...change })).toEqual([
      '−1.26 %',
      '−2.00 % to −1.00 %',
      '± 1.50 pp',
    ])
    const range = { reported: 1.17, expectedLow: 1.16, expectedHigh: 1.24, tolerance: 0.001 }
    expect(words({ id: 'price-outside-range', ...range })).toEqual([
      '$1.1700',
      '$1.1600 to $1.2400',
      '± 0.1 %',
    ])
    const turnover = { reported: 0.043, expectedLow: 0.01, expectedHigh: null, tolerance: 0 }
    expect(words({ id: 'thin-volume', ...turnover })).toEqual(['4.30 %', 'at least 1.00 %', 'no deviation'])
    const closes = { reported: 1, expectedLow: null, expectedHigh: 2, tolerance: 0 }
    expect(words({ id: 'flat-prices', ...closes })).toEqual([
      '1 in a row',
      'at most 2 in a row',
      'no deviation',
    ])
  })

  it('invents nothing for a check that could not be made', () => {
    expect(words({ result: 'unchecked', reported: null })).toEqual(['—', '—', '—'])
    expect(
      words({
        id: 'no-market-cap',
        result: 'failed',
        reported: null,
        expectedLow: null,
        expectedHigh: null,
      })[0],
    ).toBe('—')
  })
})
