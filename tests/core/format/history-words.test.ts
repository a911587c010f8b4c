import { describe, expect, it } from 'vitest'
import { historyWords } from '#lib/core/format/history-words'

describe('historyWords', () => {
  it('says how much there is, and when it will do', () => {
    expect(historyWords({ n: 63, needed: 72, daysToEnough: 9 })).toBe(
      '63 of 72 returns, enough after 9 more days',
    )
    expect(historyWords({ n: 71, needed: 72, daysToEnough: 1 })).toContain('1 more day')
    expect(historyWords({ n: 0, needed: 24, daysToEnough: null })).toBe('0 of 24 returns')
    expect(historyWords({ n: 0, needed: null, daysToEnough: null })).toContain('candles')
  })
})
