import { type LoopbackUpstream, startLoopbackUpstream } from './loopback-upstream.ts'
import { FAST_PLAN, type Product, startProduct } from './product.ts'
import { expect, test } from './quiet-page.ts'

let upstream: LoopbackUpstream
let product: Product

test.beforeEach(async () => {
  upstream = await startLoopbackUpstream()
})
test.afterEach(async ({ page }) => {
  // A page left open would find its server gone, and say so.
  await page.close()
  await product.stop()
  await upstream.close()
})

const live = (env: Record<string, string> = {}) =>
  startProduct({ ...FAST_PLAN, COINGECKO_BASE_URL: upstream.baseUrl, ...env })

test('shows live data and follows the upstream without a reload', async ({ page }) => {
  product = await live()
  await page.goto(product.url)
  const freshness = page.getByRole('status', { name: 'Data freshness' })
  await expect(freshness).toContainText(/live/i)
  await expect(page.getByRole('alert', { name: 'Recorded data' })).toHaveCount(0)
  const row = page
    .getByRole('table', { name: 'Tokens' })
    .getByRole('row')
    .filter({ hasText: 'Bittensor' })
    .first()
  await expect(row).toContainText('$343.58')
  upstream.move('bittensor', 1.1, 10)
  await expect(row).toContainText('$377.94', { timeout: 30_000 })
})

test('starts on recorded data when the upstream is down, and becomes live by itself', async ({ page }) => {
  upstream.setMood('down')
  product = await live()
  await page.goto(product.url)
  const alert = page.getByRole('alert', { name: 'Recorded data' })
  await expect(alert).toContainText('24 April 2025')
  await expect(alert).toContainText('CoinGecko')
  upstream.setMood('ok')
  await expect(alert).toHaveCount(0, { timeout: 40_000 })
  await expect(page.getByRole('status', { name: 'Data freshness' })).toContainText(/live/i)
})

test('keeps the board when the upstream dies, says why, and recovers', async ({ page }) => {
  product = await live()
  await page.goto(product.url)
  const freshness = page.getByRole('status', { name: 'Data freshness' })
  await expect(freshness).toContainText(/live/i)
  upstream.setMood('limit')
  await expect(freshness).toContainText(/delayed/i, { timeout: 30_000 })
  await expect(page.getByText('CoinGecko limit').first()).toBeVisible()
  await expect(page.getByRole('article')).toHaveCount(4)
  upstream.setMood('ok')
  await expect(freshness).toContainText(/live/i, { timeout: 30_000 })
})

test('says in words that the key was refused, and never shows it', async ({ page }) => {
  upstream.setMood('bad-key')
  product = await live({ COINGECKO_API_KEY: 'CG-canary' })
  await page.goto(product.url)
  await expect(page.getByRole('alert', { name: 'Recorded data' })).toContainText(/key/i)
  const status = await (await fetch(`${product.url}/api/status`)).text()
  expect(JSON.parse(status).upstream.failure.code).toBe('bad-key')
  expect(status + (await page.content())).not.toContain('CG-canary')
})

test('asks the upstream no more for ten readers than for one', async ({ page, context }) => {
  product = await live({ STRATA_REFRESH_SECONDS: '60' })
  await page.goto(product.url)
  await expect(page.getByRole('status', { name: 'Data freshness' })).toContainText(/live/i)
  for (let reader = 0; reader < 9; reader += 1) await (await context.newPage()).goto(product.url)
  expect(upstream.requests.filter((path) => path.startsWith('/coins/markets'))).toHaveLength(1)
})
