import { describe, expect, it } from 'vitest'
import { volatilityPercentile } from '#lib/core/analytics/volatility-percentile'

const past = Array.from({ length: 60 }, (_, at) => at + 1)

describe('volatilityPercentile', () => {
  it('is the share of the past below today', () => {
    expect(volatilityPercentile(past, 30.5)).toBe(0.5)
    expect(volatilityPercentile(past, 100)).toBe(1)
    expect(volatilityPercentile(past, 0)).toBe(0)
  })

  it('counts a tie as half', () => {
    expect(volatilityPercentile(past, 30)).toBe(29.5 / 60)
  })

  it('is unknown below sixty known values or without a value today', () => {
    expect(volatilityPercentile(past.slice(1), 30)).toBeNull()
    expect(volatilityPercentile([...past.slice(1), null], 30)).toBeNull()
    expect(volatilityPercentile(past, null)).toBeNull()
  })
})
