import type { Snapshot } from '#lib/core/contract/snapshot'
import { formatVolatility } from '#lib/core/format/format-volatility'
import { METRIC_FAMILIES, METRICS } from '#lib/core/metrics/registry'
import { type Product, startProduct } from './product.ts'
import { expect, test } from './quiet-page.ts'

let product: Product
let snapshot: Snapshot

test.beforeAll(async () => {
  product = await startProduct({ STRATA_SOURCE: 'recorded' })
  snapshot = await (await fetch(`${product.url}/api/snapshot`)).json()
})
test.afterAll(() => product.stop())

const volatilityOf = (id: string) =>
  formatVolatility(snapshot.tokens.find((token) => token.id === id)?.volatility['30d'] ?? null).text

test('describes every metric in a section of its own, with a formula that can be heard', async ({ page }) => {
  await page.goto(`${product.url}/methodology`)
  for (const { id, name, unit } of METRICS) {
    const section = page.locator(`section#${id}`)
    await expect(section.getByRole('heading', { name, exact: true })).toBeVisible()
    await expect(section).toContainText(`Unit: ${unit}`)
    const formula = section.locator('math').first()
    await expect(formula).toBeVisible()
    await expect(formula).toHaveAttribute('aria-label', /^[^<>{}_^=]+$/)
    await expect(section.getByRole('group', { name: /^Worked example/ })).toBeVisible()
  }
  const contents = page.getByRole('navigation', { name: 'Contents' })
  for (const { name } of METRIC_FAMILIES)
    await expect(contents.getByRole('link', { name, exact: true })).toBeVisible()
})

test('draws formulas as MathML, not as text', async ({ page }) => {
  await page.goto(`${product.url}/methodology`)
  const space = await page
    .locator('#volatility math')
    .first()
    .evaluate((math) => math.namespaceURI)
  expect(space).toBe('http://www.w3.org/1998/Math/MathML')
  expect(await page.locator('#volatility math mfrac').count()).toBeGreaterThan(0)
  expect(await page.locator('#volatility math msqrt').count()).toBeGreaterThan(0)
})

test('stands in the main navigation and says that the data is recorded', async ({ page }) => {
  await page.goto(product.url)
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Methodology' }).click()
  await expect(page).toHaveURL(/\/methodology$/)
  await expect(page).toHaveTitle(/Methodology/)
  const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Methodology' })
  await expect(link).toHaveAttribute('aria-current', 'page')
  await expect(page.getByRole('alert', { name: 'Recorded data' })).toContainText('24 April 2025')
  await expect(page.getByRole('link', { name: 'Powered by CoinGecko' }).first()).toBeVisible()
})

test('works out the examples for the token of choice, with the number of the board', async ({ page }) => {
  await page.goto(`${product.url}/methodology`)
  const example = page.locator('#volatility').getByRole('group', { name: /^Worked example/ })
  await expect(example).toContainText('Bittensor')
  await expect(example).toContainText(volatilityOf('bittensor'))
  await page.getByLabel('Worked examples for').selectOption('akash-network')
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(page).toHaveURL(/\?token=akash-network$/)
  await expect(page.getByLabel('Worked examples for')).toHaveValue('akash-network')
  await expect(example).toContainText('Akash Network')
  await expect(example).toContainText(volatilityOf('akash-network'))
  await expect(page.locator('#layer-return')).toContainText('Middleware')
})

test('falls back from a token it does not know, and says so', async ({ page }) => {
  await page.goto(`${product.url}/methodology?token=nothing`)
  await expect(page.getByText('token=nothing is not known')).toBeVisible()
  await expect(page.getByLabel('Worked examples for')).toHaveValue('bittensor')
})

test('is reached from a column head of the Overview, which still sorts', async ({ page }) => {
  await page.goto(product.url)
  const table = page.getByRole('table', { name: 'Tokens' })
  const head = table.getByRole('columnheader', { name: /vol 30d/i })
  await expect(head).toHaveAttribute('title', /30 daily returns/)
  await head.getByRole('button').click()
  await expect(head).toHaveAttribute('aria-sort', 'descending')
  await page.keyboard.press('Tab')
  const link = head.getByRole('link', { name: 'Definition of realised volatility' })
  await expect(link).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/methodology#volatility$/)
  await expect(page.locator('section#volatility')).toBeInViewport()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('is complete, and its chooser works', async ({ page }) => {
    await page.goto(`${product.url}/methodology`)
    for (const { id, name } of METRICS)
      await expect(page.locator(`section#${id}`).getByRole('heading', { name, exact: true })).toBeVisible()
    await page.getByLabel('Worked examples for').selectOption('kaito')
    await page.getByRole('button', { name: 'Show' }).click()
    await expect(page.locator('#volatility')).toContainText('Kaito')
    await expect(page.locator('#volatility')).toContainText(volatilityOf('kaito'))
  })
})
