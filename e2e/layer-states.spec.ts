import type { LayerDetail } from '#lib/core/contract/layer-detail'
import { formatPercent } from '#lib/core/format/format-percent'
import { startLoopbackUpstream } from './loopback-upstream.ts'
import { FAST_PLAN, type Product, startProduct } from './product.ts'
import { expect, loudTest, test } from './quiet-page.ts'

/** The Layer screen where something is missing, wrong, on paper or on the move. */
let product: Product

test.beforeAll(async () => {
  product = await startProduct({ STRATA_SOURCE: 'recorded' })
})
test.afterAll(() => product.stop())

const layerOf = async (id: string, search = ''): Promise<LayerDetail> =>
  (await fetch(`${product.url}/api/layers/${id}${search}`)).json()
const screenOf = (id: string, search = '') => `${product.url}/layers/${id}${search}`

test('says what an index lacks instead of drawing one, and lists the projects without a token', async ({
  page,
}) => {
  await page.goto(screenOf('infrastructure'))
  const figure = page.getByRole('figure', { name: /Infrastructure index/ })
  await expect(figure).toContainText('2 of its tokens have daily closes. An index needs 3 tokens')
  await expect(figure.getByRole('button', { name: 'Show table' })).toBeDisabled()
  await expect(page.getByRole('figure', { name: /What moved/ })).toContainText('FLock')
  const outside = page.getByRole('table', { name: /counted in no figure/ })
  await expect(outside.getByRole('row').filter({ hasText: 'Fhenix' })).toContainText('no token')
  await expect(outside.getByRole('row').filter({ hasText: 'Zama' })).toContainText('from 2 February 2026')
  await expect(outside.getByRole('row').filter({ hasText: 'NEAR' })).toContainText('adjacent')
  await page.getByRole('checkbox', { name: 'Include adjacent' }).check({ force: true })
  await expect(
    page.getByRole('table', { name: /^Constituents/ }).getByRole('link', { name: 'NEAR' }),
  ).toBeVisible()
  await expect(outside.getByRole('row').filter({ hasText: 'NEAR' })).toHaveCount(0)
})

test('leaves out of the address what it does not know, and says so', async ({ page }) => {
  await page.goto(screenOf('middleware', '?range=5d&weighting=equal&colour=red'))
  await expect(
    page.getByRole('note').filter({ hasText: 'range=5d is not known, showing 24h' }),
  ).toContainText('colour means nothing here')
  await expect(page).toHaveURL(`${product.url}/layers/middleware?weighting=equal`)
  await expect(
    page.getByRole('radiogroup', { name: 'Range' }).getByRole('radio', { name: '24h' }),
  ).toBeChecked()
})

test('prints on white, without controls, with its date and source', async ({ page }) => {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await page.goto(screenOf('middleware', '?range=7d'))
  await expect(page.locator('.recharts-surface')).toBeVisible()
  await expect(page.getByRole('radiogroup')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Show table' })).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Powered by CoinGecko' }).first()).toBeVisible()
  await expect(page.getByRole('status', { name: 'Data freshness' })).toContainText('24 Apr 2025')
  const ground = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
  expect(ground).toBe('rgb(255, 255, 255)')
})

test('follows the upstream without a reload', async ({ page }) => {
  const upstream = await startLoopbackUpstream()
  const live = await startProduct({ ...FAST_PLAN, COINGECKO_BASE_URL: upstream.baseUrl })
  try {
    await page.goto(`${live.url}/layers/marketplaces`)
    const bars = page.getByRole('figure', { name: /What moved/ }).getByRole('listitem')
    await expect(bars.last()).toContainText('+0.84')
    upstream.move('grass', 1.5, 50)
    await expect(bars.last()).not.toContainText('+0.84', { timeout: 30_000 })
    await expect(bars.filter({ hasText: 'Grass' })).toContainText('+')
  } finally {
    // Left open it would find its server gone, and say so.
    await page.close()
    await live.stop()
    await upstream.close()
  }
})

// A refused request is an error in the browser's console: this one may not be quiet.
loudTest('keeps the last figures when a request fails, and asks again on demand', async ({ page }) => {
  const detail = await layerOf('middleware')
  const next = await layerOf('middleware', '?range=7d')
  await page.goto(screenOf('middleware'))
  await page.route('**/api/layers/**', (route) => route.abort())
  await page
    .getByRole('radiogroup', { name: 'Range' })
    .getByRole('radio', { name: '7d' })
    .check({ force: true })
  const fault = page.getByRole('status').filter({ hasText: 'could not be had' })
  await expect(fault).toContainText('The last ones stay on screen', { timeout: 20_000 })
  const head = page.getByRole('region', { name: 'Middleware', exact: true })
  await expect(head).toContainText(formatPercent(detail.contributionSum).text)
  await page.unroute('**/api/layers/**')
  await fault.getByRole('button', { name: 'Try again' }).click()
  await expect(head).toContainText(formatPercent(next.contributionSum).text)
  await expect(fault).toHaveCount(0)
})

loudTest('has no page for a layer that does not exist', async ({ page }) => {
  const response = await page.goto(screenOf('nowhere'))
  expect(response?.status()).toBe(404)
})
