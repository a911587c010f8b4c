import { describe, expect, it } from 'vitest'
import { refreshDelay } from '#lib/client/queries/refresh-delay'

const NOW = Date.UTC(2026, 10, 22, 12)
const inSeconds = (seconds: number) => new Date(NOW + seconds * 1_000).toISOString()

describe('refreshDelay', () => {
  it('asks one and a half seconds after the announced refresh', () => {
    expect(refreshDelay(inSeconds(5), NOW)).toBe(6_500)
  })

  it('asks at least every 15 seconds', () => {
    expect(refreshDelay(inSeconds(600), NOW)).toBe(15_000)
  })

  it('does not hammer a server that is behind its own announcement', () => {
    expect(refreshDelay(inSeconds(-60), NOW)).toBe(15_000)
    expect(refreshDelay(inSeconds(-1), NOW)).toBe(1_000)
  })

  it('asks every 15 seconds when no refresh is announced', () => {
    expect(refreshDelay(null, NOW)).toBe(15_000)
    expect(refreshDelay('soon', NOW)).toBe(15_000)
  })
})
