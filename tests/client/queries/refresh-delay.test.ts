import { describe, expect, it } from 'vitest'
import { refreshDelay } from '#lib/client/queries/refresh-delay'

const NOW = Date.UTC(2026, 10, 22, 12)
const MIDDLE = 0.5
const inSeconds = (seconds: number) => new Date(NOW + seconds * 1_000).toISOString()

describe('refreshDelay', () => {
  it('asks between one and a half and two and a half seconds after the announced refresh', () => {
    expect(refreshDelay(inSeconds(5), NOW, 0)).toBe(6_500)
    expect(refreshDelay(inSeconds(5), NOW, MIDDLE)).toBe(7_000)
  })

  it('asks at least every 30 s, each reader up to a fifth sooner or later', () => {
    expect(refreshDelay(inSeconds(600), NOW, 0)).toBe(24_000)
    expect(refreshDelay(inSeconds(600), NOW, MIDDLE)).toBe(30_000)
    expect(refreshDelay(inSeconds(600), NOW, 0.999_999)).toBeCloseTo(36_000, -1)
  })

  it('means the same moment whenever it is asked', () => {
    expect(refreshDelay(inSeconds(9), NOW + 4_000, 0.3) + 4_000).toBe(refreshDelay(inSeconds(9), NOW, 0.3))
  })

  it('does not hammer a server that is behind its own announcement', () => {
    expect(refreshDelay(inSeconds(-60), NOW, MIDDLE)).toBe(30_000)
    expect(refreshDelay(inSeconds(-1), NOW, 0)).toBe(1_000)
  })

  it('keeps its own turn among the readers until that has come', () => {
    expect(refreshDelay(inSeconds(-2), NOW, 0.9)).toBe(1_000)
  })

  it('asks again soon for a refresh that is a little late', () => {
    expect(refreshDelay(inSeconds(-2), NOW, 0)).toBe(4_000)
    expect(refreshDelay(inSeconds(-15), NOW, MIDDLE)).toBe(4_500)
    expect(refreshDelay(inSeconds(-15.001), NOW, MIDDLE)).toBe(30_000)
  })

  it('asks every 30 s when no refresh is announced', () => {
    expect(refreshDelay(null, NOW, MIDDLE)).toBe(30_000)
    expect(refreshDelay('soon', NOW, MIDDLE)).toBe(30_000)
  })
})
