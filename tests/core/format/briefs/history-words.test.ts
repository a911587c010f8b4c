import { describe, expect, it } from 'vitest'
import { historyWords } from '#lib/core/format/briefs/history-words'

const short = { n: 63, needed: 72, daysToEnough: 9, reason: 'too-short' } as const

describe('historyWords', () => {
  it('says how much there is, and when it will do', () => {
    expect(historyWords(short)).toBe('63 of 72 returns, enough after 9 more days')
    expect(historyWords({ ...short, n: 71, daysToEnough: 1 })).toContain('1 more day')
    expect(historyWords({ ...short, n: 0, needed: 24, daysToEnough: null })).toBe('0 of 24 returns')
    expect(historyWords({ ...short, n: 1200, needed: 1728, daysToEnough: null })).toBe(
      '1,200 of 1,728 returns',
    )
  })

  it('does not count what is not fetched', () => {
    const none = { n: 0, needed: 135, daysToEnough: null }
    expect(historyWords({ ...none, reason: 'no-hourly-prices' })).toBe('no hourly prices')
    expect(historyWords({ ...none, needed: null, reason: 'no-candles' })).toContain('candles')
  })
})
