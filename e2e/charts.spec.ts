import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { type Product, startProduct } from './product.ts'
import { expect, test } from './quiet-page.ts'
import { savedPicture } from './saved-picture.ts'

let product: Product

test.beforeAll(async () => {
  product = await startProduct({ STRATA_SOURCE: 'recorded' })
})
test.afterAll(() => product.stop())

test.beforeEach(async ({ page }) => {
  await page.goto(`${product.url}/?range=30d`)
  await page.locator('.recharts-surface').first().waitFor()
})

test('saves a chart as a picture that says what it shows, as of when and from where', async ({ page }) => {
  const { fileName, bytes, width, height, words } = await savedPicture(
    page,
    page.getByRole('button', { name: 'PNG of Layers rebased to 100, 30 d' }),
  )
  expect(fileName).toBe('strata-layers-rebased-to-100-30-d_20250424T061528Z.png')
  expect(bytes).toBeGreaterThan(10_000)
  expect([width > 1_000, height > 500]).toEqual([true, true])
  expect(words.Title).toBe('Layers rebased to 100, 30 d')
  expect(words.Description).toContain('Recorded data as of 24 Apr 2025, 06:15 UTC')
  expect(words.Description).toContain('Powered by CoinGecko')
})

test("gives a chart's numbers as a file that holds what the API says", async ({ page }) => {
  await page.getByRole('button', { name: 'Show table' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'CSV of these numbers' }).click(),
  ])
  const rows: Record<string, string>[] = parse(readFileSync(await download.path(), 'utf8'), {
    bom: true,
    columns: true,
  })
  const { times, series } = await (await fetch(`${product.url}/api/series?range=30d`)).json()
  expect(rows).toHaveLength(times.length)
  for (const [at, row] of rows.toReversed().entries()) {
    expect(row.time_utc).toBe(new Date(times[at]).toISOString())
    for (const key of ['infrastructure', 'middleware', 'marketplaces', 'applications', 'sector', 'bitcoin']) {
      const level = series[key][at]
      if (level === null) expect([at, key, row[`${key}_level`]]).toEqual([at, key, ''])
      else expect(Number(row[`${key}_level`])).toBeCloseTo(level, 4)
    }
  }
})

test('opens its values by keyboard and keeps them open after a click until Escape', async ({ page }) => {
  const chart = page.getByRole('application', { name: 'Layers rebased to 100, 30 d' })
  await chart.focus()
  await page.keyboard.press('ArrowRight')
  const tooltip = page.locator('.chart-tooltip')
  await expect(tooltip).toContainText('Middleware')
  const box = await chart.boundingBox()
  if (box === null) throw new Error('the chart has no place on screen')
  await page.mouse.click(box.x + 200, box.y + 80)
  await expect(tooltip).toContainText('Esc releases')
  const pinned = await tooltip.textContent()
  await page.mouse.move(box.x + 400, box.y + 120)
  await expect(tooltip).toHaveText(pinned ?? '')
  await page.keyboard.press('Escape')
  await expect(page.getByText('Esc releases')).toHaveCount(0)
})
