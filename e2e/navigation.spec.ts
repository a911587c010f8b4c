import { type Product, startProduct } from './product.ts'
import { expect, test } from './quiet-page.ts'
import { chipsOn } from './volatility-page.ts'

let product: Product

test.beforeAll(async () => {
  product = await startProduct({ STRATA_SOURCE: 'recorded' })
})
test.afterAll(() => product.stop())

test('shows the last numbers of a screen seen before at once, without waiting for the server', async ({
  page,
}) => {
  await page.goto(product.url)
  const main = page.getByRole('navigation', { name: 'Main' })
  await main.getByRole('link', { name: 'Volatility' }).click()
  // All of it, with the charts that come late.
  await expect(page.getByRole('figure', { name: /realised volatility/ })).toBeVisible()
  await expect(page.getByText('132.3').first()).toBeVisible()
  await expect(page.locator('.chart-skeleton')).toHaveCount(0)
  await main.getByRole('link', { name: 'Overview' }).click()
  await expect(page.getByRole('article')).toHaveCount(4)
  // From here on the server never answers: what is on screen comes from what is known.
  await page.route('**/*', () => {})
  await main.getByRole('link', { name: 'Volatility' }).click()
  await expect(page.getByRole('figure', { name: /realised volatility/ })).toBeVisible()
  await expect(page.getByText('132.3').first()).toBeVisible()
  await main.getByRole('link', { name: 'Overview' }).click()
  await expect(page.getByRole('article')).toHaveCount(4)
})

test('fetches a screen on approach, before the press', async ({ page }) => {
  await page.goto(product.url)
  await page.locator('.recharts-surface').first().waitFor()
  const fetched = page.waitForRequest((request) => request.url().includes('/stack'))
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Stack' }).hover()
  await fetched
})

test('goes back and forth through views of one screen and between screens', async ({ page }) => {
  await page.goto(`${product.url}/?range=7d`)
  await page.getByRole('link', { name: 'Golem' }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: /Golem/ })).toBeVisible()
  await page.goBack()
  await expect(page).toHaveURL(/range=7d/)
  await expect(page.getByRole('radio', { name: '7d' })).toBeChecked()
  await page.goForward()
  await expect(page.getByRole('heading', { level: 1, name: /Golem/ })).toBeVisible()
})

test('undoes a what-if and a change of who is compared by going back', async ({ page }) => {
  await page.goto(`${product.url}/stack?whatif=golem:marketplaces`)
  await expect(page.getByText('What-if: 1 project moved').first()).toBeVisible()
  await page.getByRole('button', { name: 'Reset' }).click()
  await expect(page).not.toHaveURL(/whatif/)
  // Nobody goes back from what is not on screen yet.
  await expect(page.getByText('What-if: 1 project moved')).toHaveCount(0)
  await page.goBack()
  await expect(page).toHaveURL(/whatif=golem:marketplaces/)
  await expect(page.getByText('What-if: 1 project moved').first()).toBeVisible()

  await page.goto(`${product.url}/volatility?ids=golem,render-token`)
  await page.getByRole('button', { name: 'Most volatile 8' }).click()
  await expect(page).not.toHaveURL(/ids=golem,render-token/)
  await expect(chipsOn(page)).toHaveCount(8)
  await page.goBack()
  await expect(page).toHaveURL(/ids=golem,render-token/)
  await expect(chipsOn(page)).toHaveText(['Golem', 'Render'])
})
