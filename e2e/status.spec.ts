import { type LoopbackUpstream, startLoopbackUpstream } from './loopback-upstream.ts'
import { FAST_PLAN, type Product, startProduct } from './product.ts'
import { expect, test } from './quiet-page.ts'

let upstream: LoopbackUpstream | null = null
let product: Product

test.afterEach(async ({ page }) => {
  // A page left open would find its server gone, and say so.
  await page.close()
  await product.stop()
  await upstream?.close()
  upstream = null
})

const statusOf = async () => (await fetch(`${product.url}/api/status`)).json()

test('says that the board is recorded, with the same counts as the API', async ({ page }) => {
  product = await startProduct({ STRATA_SOURCE: 'recorded' })
  await page.goto(product.url)
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Status' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The board shows recorded data')
  await expect(page.getByRole('alert', { name: 'Recorded data' })).toBeVisible()
  await expect(page.getByText('Nothing is held back.')).toBeVisible()
  const { tokens, mapping } = await statusOf()
  const rows = page.getByRole('table', { name: /^Tokens/ }).getByRole('row')
  await expect(rows).toHaveCount(tokens.lines.length - tokens.missing.length + 1)
  const without = page.getByRole('region', { name: /^Without a price/ })
  await expect(without.getByRole('link')).toHaveCount(tokens.missing.length)
  await expect(page.getByRole('definition').filter({ hasText: mapping.version })).toBeVisible()
})

test('holds back a thousandfold tick: the price stays, and the reason and the way out are told', async ({
  page,
}) => {
  upstream = await startLoopbackUpstream()
  product = await startProduct({
    ...FAST_PLAN,
    COINGECKO_BASE_URL: upstream.baseUrl,
    STRATA_REFRESH_SECONDS: '4',
  })
  await page.goto(`${product.url}/status`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The board is live')
  // Answers that agree would be believed with the third, maybe before the page asks.
  upstream.unsettle('bittensor')
  const held = page.getByRole('listitem').filter({ hasText: 'Bittensor' })
  await expect(held).toContainText('Its price jumped more than fivefold at once', { timeout: 30_000 })
  await expect(held).toContainText('three answers in a row that agree within 20 %')
  const { tokens } = await statusOf()
  expect(tokens.quarantined.map(({ id }: { id: string }) => id)).toEqual(['bittensor'])
  await expect(page.getByRole('row').filter({ hasText: 'Bittensor' })).toContainText('held back')
  upstream.move('bittensor', 1, 0)
  await expect(page.getByText('Nothing is held back.')).toBeVisible({ timeout: 30_000 })
})

test('refuses an answer in which every price jumps: nothing of it reaches any screen', async ({ page }) => {
  upstream = await startLoopbackUpstream()
  product = await startProduct({ ...FAST_PLAN, COINGECKO_BASE_URL: upstream.baseUrl })
  await page.goto(product.url)
  const row = page
    .getByRole('table', { name: 'Tokens' })
    .getByRole('row')
    .filter({ hasText: 'Bittensor' })
    .first()
  await expect(row).toContainText('$343.58')
  const { tokens } = await statusOf()
  for (const { id } of tokens.lines) upstream.move(id, 1000, 0)
  await expect(page.getByText(/answer is held back: \d+ of \d+ prices rose/)).toBeVisible({ timeout: 30_000 })
  await expect(row).toContainText('$343.58')
  await page.goto(`${product.url}/status`)
  await expect(page.getByText('The whole answer in USD')).toBeVisible()
  expect(await (await fetch(`${product.url}/api/snapshot.csv`)).text()).toContain(',343.58,')
  for (const { id } of tokens.lines) upstream.move(id, 1, 0)
  await expect(page.getByText('Nothing is held back.')).toBeVisible({ timeout: 30_000 })
})
