import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import type { Snapshot } from '#lib/core/contract/snapshot'
import { formatPercent } from '#lib/core/format/format-percent'
import { type Product, startProduct } from './product.ts'
import { expect, test } from './quiet-page.ts'
import { expectLayer, fetchBoard, layerOf, layerRegion, panelOf, tileIn, whatIfBar } from './stack-page.ts'

let product: Product
let snapshot: Snapshot

test.beforeAll(async () => {
  product = await startProduct({ STRATA_SOURCE: 'recorded' })
  snapshot = await fetchBoard(product.url)
})
test.afterAll(() => product.stop())

test('moves a project by pointer: numbers change in place, the address says so, undo and reset go back', async ({
  page,
  browser,
}) => {
  await page.goto(`${product.url}/stack`)
  await tileIn(layerRegion(page, 'Middleware'), /^Golem/).dragTo(layerRegion(page, 'Marketplaces'))
  await expect(whatIfBar(page)).toContainText('What-if: 1 project moved — not the shipped mapping')
  await expect(page).toHaveURL(/whatif=golem:marketplaces/)
  const moved = await fetchBoard(product.url, '?whatif=golem:marketplaces')
  for (const id of ['marketplaces', 'middleware', 'applications']) await expectLayer(page, moved, id)
  const marketplaces = layerRegion(page, 'Marketplaces')
  await expect(tileIn(marketplaces, /^Golem/)).toHaveAccessibleDescription('moved here by this what-if')

  await tileIn(page, /^io\.net/).click()
  await panelOf(page).getByRole('button', { name: 'Drop from the stack' }).click()
  await expect(whatIfBar(page)).toContainText('1 project moved, 1 dropped')
  await expect(layerRegion(page, 'Middleware').getByRole('button', { name: /^io\.net/ })).toHaveCount(0)
  await expect(
    layerRegion(page, 'Dropped').getByRole('button', { name: 'io.net, IO, dropped' }),
  ).toBeVisible()

  await page.getByRole('button', { name: 'Compare with the shipped mapping' }).click()
  await expect(page).toHaveURL(/compare=true/)
  const both = await fetchBoard(product.url, '?whatif=golem:marketplaces,io:-')
  const row = page
    .getByRole('table')
    .filter({ hasText: 'what-if' })
    .getByRole('row', { name: /Marketplaces/ })
  await expect(row).toContainText(
    formatPercent(layerOf(snapshot, 'marketplaces')?.returns['24h'] ?? null).text,
  )
  await expect(row).toContainText(formatPercent(layerOf(both, 'marketplaces')?.returns['24h'] ?? null).text)

  const context = await browser.newContext()
  const copy = await context.newPage()
  await copy.goto(page.url())
  await expect(whatIfBar(copy)).toContainText('1 project moved, 1 dropped')
  await expectLayer(copy, both, 'marketplaces')
  await expect(copy.getByRole('table').filter({ hasText: 'what-if' })).toBeVisible()
  await context.close()

  await whatIfBar(page).getByRole('button', { name: 'Undo: io.net to dropped' }).click()
  await expect(whatIfBar(page)).toContainText('1 project moved —')
  await whatIfBar(page).getByRole('button', { name: 'Reset' }).click()
  await expect(whatIfBar(page)).toHaveCount(0)
  await expect(page).not.toHaveURL(/whatif/)
  for (const { id } of snapshot.layers) await expectLayer(page, snapshot, id)
})

test('exports the what-if, and the file says what it is', async ({ page }) => {
  await page.goto(`${product.url}/stack?whatif=golem:marketplaces,io:-`)
  const { mapping } = await fetchBoard(product.url, '?whatif=golem:marketplaces,io:-')
  const mark = mapping.version.split('+whatif.')[1]
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export CSV' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(new RegExp(`^strata-tokens_usd_\\w+_whatif-${mark}\\.csv$`))
  const rows: Record<string, string>[] = parse(readFileSync(await download.path()), {
    bom: true,
    columns: true,
  })
  expect(new Set(rows.map((row) => row.mapping_version))).toEqual(new Set([mapping.version]))
  expect(rows.find((row) => row.coingecko_id === 'golem')?.layer).toBe('marketplaces')
  expect(rows.some((row) => row.coingecko_id === 'io')).toBe(false)
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 780 } })

  test('opens a project as a sheet and moves it with one thumb', async ({ page }) => {
    await page.goto(`${product.url}/stack`)
    await expect(panelOf(page)).toBeHidden()
    await tileIn(page, /^Golem/).click()
    await expect(panelOf(page)).toBeVisible()
    await panelOf(page).getByRole('button', { name: 'Marketplaces' }).click()
    await expect(whatIfBar(page)).toContainText('1 project moved')
    await panelOf(page).getByRole('button', { name: 'Close' }).click()
    await expect(panelOf(page)).toBeHidden()
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow).toBeLessThanOrEqual(0)
  })
})

test.describe('with forced colours', () => {
  test.use({ forcedColors: 'active' })

  test('still tells tiles apart by their outlines', async ({ page }) => {
    await page.goto(`${product.url}/stack?whatif=golem:marketplaces`)
    const width = (name: RegExp) =>
      tileIn(page, name).evaluate((element) => Number.parseFloat(getComputedStyle(element).borderTopWidth))
    expect(await width(/^Golem/)).toBeGreaterThan(await width(/^Bittensor/))
    expect(await width(/^Bittensor/)).toBeGreaterThan(0)
  })
})
