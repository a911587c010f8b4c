import type { Page } from '@playwright/test'
import type { Product } from './product.ts'

/** Opens the Volatility screen and waits for its lines, or for the words in their place. */
export async function openVolatility({ url }: Product, page: Page, search = ''): Promise<void> {
  await page.goto(`${url}/volatility${search}`)
  await page.locator(':is(.area-rolling .recharts-surface, .empty)').first().waitFor()
}

export const chipsOn = (page: Page) => page.getByRole('list', { name: 'Compared' }).getByRole('listitem')

export const figureOn = (page: Page, name: RegExp) => page.getByRole('figure', { name })
