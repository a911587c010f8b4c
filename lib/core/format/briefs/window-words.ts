import type { LayerWindow } from '#lib/core/market/window'

/** A window as it stands after "over" in a sentence. */
export const WINDOW_WORDS: Readonly<Record<LayerWindow, string>> = {
  '1h': 'the last hour',
  '24h': '24 hours',
  '7d': '7 days',
  '14d': '14 days',
  '30d': '30 days',
  '90d': '90 days',
  '1y': 'one year',
}
