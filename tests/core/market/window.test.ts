import { describe, expect, it } from 'vitest'
import { TOKEN_WINDOWS, WINDOW_MS, WINDOW_TOLERANCE_MS } from '#lib/core/market/window'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

describe('windows', () => {
  it('are as long as their names say', () => {
    expect(TOKEN_WINDOWS.map((window) => WINDOW_MS[window] / DAY)).toEqual([
      1 / 24,
      1,
      7,
      14,
      30,
      90,
      200,
      365,
    ])
  })

  it('take no base point older than published, so that none is a return since listing', () => {
    expect(WINDOW_TOLERANCE_MS).toEqual({
      '1h': 15 * MINUTE,
      '24h': 2 * HOUR,
      '7d': 12 * HOUR,
      '14d': 12 * HOUR,
      '30d': DAY,
      '90d': DAY,
      '200d': 2 * DAY,
      '1y': 2 * DAY,
    })
  })
})
