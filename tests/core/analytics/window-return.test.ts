import { describe, expect, it } from 'vitest'
import { returnSince, windowReturn } from '#lib/core/analytics/window-return'
import { TOKEN_WINDOWS, WINDOW_MS, WINDOW_TOLERANCE_MS } from '#lib/core/market/window'

const NOW = Date.UTC(2026, 5, 1, 6)

describe('windowReturn', () => {
  it.each(TOKEN_WINDOWS)('accepts a %s base as old as its tolerance and no older', (window) => {
    const start = NOW - WINDOW_MS[window]
    const limit = start - WINDOW_TOLERANCE_MS[window]
    expect(windowReturn(3, NOW, window, () => ({ time: limit, price: 2 }))).toBe(0.5)
    expect(windowReturn(3, NOW, window, () => ({ time: limit - 1, price: 2 }))).toBeNull()
  })

  it('is unknown without a price or a base, never a return since listing', () => {
    expect(windowReturn(null, NOW, '7d', () => ({ time: NOW, price: 1 }))).toBeNull()
    expect(windowReturn(3, NOW, '7d', () => null)).toBeNull()
  })

  it('is unknown, not infinite, for a price ratio that no number can hold', () => {
    expect(windowReturn(1e300, NOW, '7d', (time) => ({ time, price: 1e-300 }))).toBeNull()
  })
})

describe('returnSince', () => {
  it('takes a base at the start or before it, as old as the tolerance and no older', () => {
    const start = { start: NOW, toleranceMs: 10 }
    expect(returnSince(3, start, (time) => ({ time: time - 10, price: 2 }))).toBe(0.5)
    expect(returnSince(3, start, (time) => ({ time: time - 11, price: 2 }))).toBeNull()
  })
})
