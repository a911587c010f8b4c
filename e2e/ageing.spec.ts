import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { type LoopbackUpstream, startLoopbackUpstream } from './loopback-upstream.ts'
import { FAST_PLAN, type Product, startProduct } from './product.ts'
import { expect, test } from './quiet-page.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
/** The page is open this long before the figures grow old. */
const LEAD_MS = 30_000

let upstream: LoopbackUpstream
let dataDir: string
let product: Product

test.beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'strata-age-'))
  upstream = await startLoopbackUpstream()
})
test.afterEach(async ({ page }) => {
  // A page left open would find its server gone, and say so.
  await page.close()
  await product.stop()
  await upstream.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const start = () =>
  startProduct({ ...FAST_PLAN, COINGECKO_BASE_URL: upstream.baseUrl, STRATA_DATA_DIR: dataDir })

/** Starts a board over an upstream that is dead, with a last refresh `ageMs` ago. */
async function startAged(ageMs: number): Promise<void> {
  product = await start()
  await expect.poll(async () => (await (await fetch(`${product.url}/api/status`)).json()).mode).toBe('live')
  await product.stop()
  const database = new Sqlite(join(dataDir, 'strata.db'))
  database.prepare('update latest_batch set fetched_at = ?').run(Date.now() - ageMs)
  database.close()
  upstream.setMood('down')
  product = await start()
}

test('the words on screen go from live to late when the upstream dies', async ({ page }) => {
  product = await start()
  await page.goto(product.url)
  const freshness = page.getByRole('status', { name: 'Data freshness' })
  await expect(freshness).toContainText(/live/i)
  upstream.setMood('down')
  await expect(freshness).toContainText(/delayed/i, { timeout: 20_000 })
  await expect(page.getByText('These figures are late')).toBeVisible()
})

test('and from late to old after a quarter of an hour, before the eyes of the reader', async ({ page }) => {
  test.slow()
  await startAged(15 * MINUTE_MS - LEAD_MS)
  await page.goto(product.url)
  const freshness = page.getByRole('status', { name: 'Data freshness' })
  await expect(freshness).toContainText(/delayed/i)
  await expect(page.getByText('These figures are late')).toBeVisible()
  await expect(freshness).toContainText(/stale/i, { timeout: LEAD_MS + 30_000 })
  await expect(page.getByText('These figures are old')).toBeVisible()
  await expect(page.getByRole('article')).toHaveCount(4)
})

test('and says so when they are more than a day old', async ({ page, request }) => {
  await startAged(DAY_MS + MINUTE_MS)
  await page.goto(product.url)
  await expect(page.getByText('These figures are more than a day old')).toBeVisible()
  const refused = await request.get(`${product.url}/api/snapshot?maxAge=3600`)
  expect([refused.status(), (await refused.json()).error.code]).toEqual([503, 'stale'])
})
