import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import type { Snapshot } from '#lib/core/contract/snapshot'
import { formatPercent } from '#lib/core/format/format-percent'
import { formatPrice } from '#lib/core/format/format-price'
import { formatVolatility } from '#lib/core/format/format-volatility'
import { type Product, startProduct } from './product.ts'
import { expect, test } from './quiet-page.ts'

let product: Product
let snapshot: Snapshot

/** The printed number without its unit, which stands in the head of a column. */
const digitsOf = (fraction: number | null) => formatPercent(fraction).text.replace(/\s*%$/, '')

/** A CSV cell as the fraction or amount it stands for; an empty one is unknown. */
const numberIn = (cell: string | undefined, unit: number) =>
  cell === undefined || cell === '' ? null : Number(cell) * unit

test.beforeAll(async () => {
  product = await startProduct({ STRATA_SOURCE: 'recorded' })
  snapshot = await (await fetch(`${product.url}/api/snapshot`)).json()
})
test.afterAll(() => product.stop())
test.beforeEach(({ page }) => page.goto(product.url))

test('says at once that the data is recorded, and of when', async ({ page }) => {
  await expect(page.getByRole('alert', { name: 'Recorded data' })).toContainText('24 April 2025')
  await expect(page.getByRole('status', { name: 'Data freshness' })).toBeVisible()
})

test('stacks the four layers, the top layer on top, with the returns of the snapshot', async ({ page }) => {
  const bands = page.getByRole('region', { name: 'Layers' }).getByRole('article')
  await expect(bands).toHaveCount(4)
  for (const [at, layer] of snapshot.layers.toReversed().entries()) {
    await expect(bands.nth(at)).toHaveAccessibleName(layer.name)
    await expect(bands.nth(at)).toContainText(formatPercent(layer.returns['24h']).text)
    await expect(bands.nth(at)).toContainText(digitsOf(layer.returns['7d']))
  }
})

test('has a row for every token, and an unknown number is a dash, never 0', async ({ page }) => {
  const table = page.getByRole('table', { name: 'Tokens' })
  for (const token of snapshot.tokens)
    await expect(table.getByText(token.name, { exact: true }).first()).toBeVisible()
  const sonm = table.getByRole('row').filter({ hasText: 'SNM' })
  await expect(sonm).toContainText('—')
  await expect(sonm).not.toContainText('0.00')
})

test('sorts with unknown last in both directions', async ({ page }) => {
  await page.goto(`${product.url}/?group=flat`)
  const table = page.getByRole('table', { name: 'Tokens' })
  const header = table.getByRole('columnheader', { name: /24h/i }).first()
  const lastRow = table.getByRole('row').last()
  await header.getByRole('button').click()
  await expect(header).toHaveAttribute('aria-sort', /ascending|descending/)
  const first = await header.getAttribute('aria-sort')
  await expect(lastRow).toContainText('—')
  await header.getByRole('button').click()
  await expect(header).toHaveAttribute('aria-sort', first === 'ascending' ? 'descending' : 'ascending')
  await expect(lastRow).toContainText('—')
})

test('filters tokens and keeps range, sort, filter and scope in the URL across a reload', async ({
  page,
}) => {
  await page
    .getByRole('radiogroup', { name: 'Range' })
    .getByRole('radio', { name: '7d' })
    .check({ force: true })
  await page.getByRole('searchbox', { name: 'Filter tokens' }).fill('akash')
  const table = page.getByRole('table', { name: 'Tokens' })
  await expect(table.getByText('Akash Network')).toBeVisible()
  await expect(table.getByText('Bittensor')).toHaveCount(0)
  await expect(page).toHaveURL(/range=7d/)
  await expect(page).toHaveURL(/q=akash/)
  await page.reload()
  await expect(
    page.getByRole('radiogroup', { name: 'Range' }).getByRole('radio', { name: '7d' }),
  ).toBeChecked()
  await expect(page.getByRole('searchbox', { name: 'Filter tokens' })).toHaveValue('akash')
  await expect(table.getByText('Bittensor')).toHaveCount(0)
})

test('falls back from parameters it does not know, and says so', async ({ page }) => {
  await page.goto(`${product.url}/?range=5d&weighting=magic`)
  await expect(
    page.getByRole('radiogroup', { name: 'Range' }).getByRole('radio', { name: '24h' }),
  ).toBeChecked()
  await expect(page.getByText('5d', { exact: false }).first()).toBeVisible()
})

test('shows, serves and exports the same numbers to the last printed digit', async ({ page }) => {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export CSV' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^strata-tokens_usd_20250424T0615\d\dZ\.csv$/)
  const bytes = readFileSync(await download.path())
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const rows: Record<string, string>[] = parse(bytes, { bom: true, columns: true })
  expect(rows).toHaveLength(snapshot.tokens.length)
  const table = page.getByRole('table', { name: 'Tokens' })
  const shownRows = await table.getByRole('row').allInnerTexts()
  for (const [at, token] of snapshot.tokens.entries()) {
    const row = rows[at] ?? {}
    const shown = shownRows.find((text) => text.includes(token.name) && text.includes(token.symbol))
    expect(row.coingecko_id).toBe(token.id)
    for (const [fraction, column] of [
      [token.returns['24h'], 'return_24h_pct'],
      [token.returns['7d'], 'return_7d_pct'],
      [token.returns['30d'], 'return_30d_pct'],
    ] as const) {
      expect(shown).toContain(digitsOf(fraction))
      expect(digitsOf(numberIn(row[column], 0.01))).toBe(digitsOf(fraction))
    }
    expect(shown).toContain(formatPrice(token.price, 'usd').text)
    expect(formatPrice(numberIn(row.price, 1), 'usd').text).toBe(formatPrice(token.price, 'usd').text)
    const volatility = formatVolatility(token.volatility['30d']).text
    expect(shown).toContain(volatility.replace(/\s*%$/, ''))
    expect(formatVolatility(numberIn(row.volatility_30d_ann_pct, 0.01)).text).toBe(volatility)
  }
})

test("shows the chart's numbers as a table", async ({ page }) => {
  await page.getByRole('button', { name: 'Show table' }).first().click()
  await expect(page.getByRole('table').filter({ hasText: '100.00' }).first()).toBeVisible()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('still shows every layer and every token with its numbers', async ({ page }) => {
    for (const layer of snapshot.layers) {
      await expect(page.getByRole('article', { name: layer.name })).toContainText(
        formatPercent(layer.returns['24h']).text,
      )
    }
    const table = page.getByRole('table', { name: 'Tokens' })
    for (const token of snapshot.tokens)
      await expect(table.getByText(token.name, { exact: true }).first()).toBeVisible()
  })
})
