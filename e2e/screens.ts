import { expect, type Page } from '@playwright/test'

/** Every screen of the product: each is checked and pictured at every width and theme. */
export const SCREENS = [
  { name: 'overview', path: '/', ready: '.recharts-surface' },
  { name: 'volatility', path: '/volatility', ready: '.area-rolling .recharts-surface' },
  { name: 'layer', path: '/layers/middleware?range=7d', ready: '.recharts-surface' },
  { name: 'layer-empty', path: '/layers/infrastructure', ready: '.waterfall' },
  { name: 'stack', path: '/stack', ready: '.tile' },
  { name: 'status', path: '/status', ready: '.token-ages' },
  { name: 'methodology', path: '/methodology', ready: 'math' },
  { name: 'token', path: '/tokens/akash-network?against=layer,bitcoin', ready: '.recharts-surface' },
] as const

export type Screen = (typeof SCREENS)[number]

export const WIDTHS = [360, 1280, 1920] as const

export const SCHEMES = ['light', 'dark'] as const

/** The screen is there, with the charts that come late. */
export async function isDrawn(page: Page, ready: string): Promise<void> {
  await expect(page.locator(ready).first()).toBeVisible()
  await expect(page.locator('.chart-skeleton')).toHaveCount(0)
}
