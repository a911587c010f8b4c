import { describe, expect, it } from 'vitest'
import { windowReturn } from '#lib/core/analytics/window-return'
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
})
