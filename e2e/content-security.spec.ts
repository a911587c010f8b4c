import type { Page } from '@playwright/test'
import { type Product, startProduct } from './product.ts'
import { expect, loudTest, test } from './quiet-page.ts'
import { SCREENS } from './screens.ts'

declare global {
  interface Window {
    refusedByPolicy: string[]
  }
}

let product: Product

test.beforeAll(async () => {
  product = await startProduct({ STRATA_SOURCE: 'recorded' })
})
test.afterAll(() => product.stop())

/** Every violation a page reports from now on, also those a console would not show. */
async function watchPolicy(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    window.refusedByPolicy = []
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
      window.refusedByPolicy.push(`${violatedDirective} ${blockedURI} ${sample}`),
    )
  })
  return () => page.evaluate(() => window.refusedByPolicy)
}

for (const { name, path } of SCREENS) {
  test(`${name} comes alive under its policy`, async ({ page }) => {
    const violations = await watchPolicy(page)
    const answer = await page.goto(product.url + path)
    expect(answer?.headers()['content-security-policy']).toContain("require-trusted-types-for 'script'")
    // A control that only answers once React has woken up.
    await page.getByRole('button', { name: 'Search' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    expect(await violations()).toEqual([])
  })
}

test('walks through every screen without leaving its first document, under one policy', async ({ page }) => {
  const violations = await watchPolicy(page)
  await page.goto(product.url)
  await page.evaluate(() => Object.assign(window, { isFirstDocument: true }))
  const main = page.getByRole('navigation', { name: 'Main' })
  for (const name of ['Volatility', 'Stack', 'Methodology', 'Overview']) {
    await main.getByRole('link', { name }).click()
    await expect(main.getByRole('link', { name })).toHaveAttribute('aria-current', 'page')
  }
  await page.getByRole('article').first().getByRole('link').first().click()
  await expect(page).toHaveURL(/\/layers\//)
  await expect(page.getByRole('figure').first()).toBeVisible()
  expect(await page.evaluate(() => 'isFirstDocument' in window)).toBe(true)
  expect(await violations()).toEqual([])
})

// Each refusal is an error in the console, as it should be.
loudTest('lets no string become markup or a script of another origin', async ({ page }) => {
  await page.goto(product.url)
  const attempt = (code: string) =>
    page.evaluate((source) => {
      const run: Record<string, () => void> = {
        markup: () => {
          document.createElement('div').innerHTML = '<img src=x onerror=alert(1)>'
        },
        elsewhere: () => {
          document.createElement('script').src = 'https://elsewhere.example/x.js'
        },
        page: () => {
          document.createElement('script').src = '/api/snapshot'
        },
      }
      try {
        run[source]?.()
        return 'let through'
      } catch (error) {
        return error instanceof Error ? error.name : 'refused'
      }
    }, code)
  for (const way of ['markup', 'elsewhere', 'page'])
    expect([way, await attempt(way)]).toEqual([way, 'TypeError'])
})
