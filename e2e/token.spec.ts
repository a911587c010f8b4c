import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import type { TokenDetail } from '#lib/core/contract/token-detail'
import { tokenBrief } from '#lib/core/format/briefs/token-brief'
import { formatUnit } from '#lib/core/format/format-unit'
import { type Product, startProduct } from './product.ts'
import { expect, loudTest, test } from './quiet-page.ts'
import { savedPicture } from './saved-picture.ts'

const TOKEN = 'akash-network'

let product: Product
let detail: TokenDetail

const answer = async (path: string): Promise<TokenDetail> => (await fetch(`${product.url}${path}`)).json()

test.beforeAll(async () => {
  product = await startProduct({ STRATA_SOURCE: 'recorded' })
  detail = await answer(`/api/tokens/${TOKEN}`)
})
test.afterAll(() => product.stop())

const open = (page: Page, search = '') => page.goto(`${product.url}/tokens/${TOKEN}${search}`)
const figureOf = (page: Page) => page.getByRole('figure', { name: /^Akash Network/ })

test('shows the numbers of its answer, and leads out', async ({ page }) => {
  await open(page)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Akash Network')
  await expect(page.getByRole('main')).toContainText(tokenBrief(detail).join(' '))
  await expect(page.getByRole('link', { name: 'Middleware' }).first()).toHaveAttribute(
    'href',
    '/layers/middleware',
  )
  const coingecko = page.getByRole('link', { name: 'CoinGecko', exact: true })
  await expect(coingecko).toHaveAttribute('href', detail.links.coingecko)
  await expect(coingecko).toHaveAttribute('rel', /noopener/)
  const betas = page.getByRole('table', { name: /Beta and correlation/ })
  for (const { beta, correlation } of detail.betas) {
    await expect(betas).toContainText(formatUnit(beta, 'ratio').text)
    await expect(betas).toContainText(formatUnit(correlation, 'ratio').text)
  }
  const risk = page.getByRole('table', { name: /Risk and drawdown/ })
  await expect(risk).toContainText(formatUnit(detail.drawdown[0]?.maximum ?? null, 'percent').text)
  for (const { value } of detail.risk)
    await expect(risk).toContainText(formatUnit(value, 'ratio').text === '—' ? '—' : /\d/)
  const checks = page.getByRole('table', { name: /Self-check/ })
  await expect(checks.getByRole('row')).toHaveCount(1 + detail.checks.length)
  await expect(checks).toContainText('not checkable')
  await expect(page.getByRole('main')).toContainText(detail.memberships[0]?.reason ?? 'no reason')
})

test('draws price over drawdown, and its table and CSV have every number of the answer', async ({ page }) => {
  await open(page)
  const figure = figureOf(page)
  await expect(figure.locator('.recharts-surface')).toHaveCount(2)
  await figure.getByRole('button', { name: 'Show table' }).click()
  const rows = figure.getByRole('table').getByRole('row')
  await expect(rows).toHaveCount(1 + detail.chart.times.length)
  const [newest] = await rows.nth(1).getByRole('cell').allInnerTexts()
  expect(newest).toBe(formatUnit(detail.chart.price.at(-1) ?? null, 'price').text)
  const download = page.waitForEvent('download')
  await figure.getByRole('button', { name: 'CSV of these numbers' }).click()
  const records: Record<string, string>[] = parse(readFileSync(await (await download).path()), {
    bom: true,
    columns: true,
  })
  expect(records).toHaveLength(detail.chart.times.length)
  const number = (cell: string | undefined) => (cell === undefined || cell === '' ? null : Number(cell))
  const oldestFirst = records.toReversed()
  expect(oldestFirst.map((row) => Date.parse(row.time_utc ?? ''))).toEqual(detail.chart.times)
  expect(oldestFirst.map((row) => number(row.price_usd))).toEqual(detail.chart.price)
  expect(oldestFirst.map((row) => number(row.layer_rebased_level))).toEqual(detail.chart.rebased.layer)
  expect(oldestFirst.map((row) => number(row.bitcoin_rebased_level))).toEqual(detail.chart.rebased.bitcoin)
  for (const [at, row] of oldestFirst.entries())
    expect(number(row.drawdown_pct)).toBeCloseTo(100 * (detail.chart.drawdown[at] as number), 9)
})

test('exports the same numbers from its head', async ({ page }) => {
  await open(page)
  await expect(figureOf(page).locator('.recharts-surface')).toHaveCount(2)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export CSV' }).click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/akash-network-90d.*\.csv$/)
  const records: unknown[] = parse(readFileSync(await file.path()), { bom: true, columns: true })
  expect(records).toHaveLength(detail.chart.times.length)
  const json = await page.getByRole('link', { name: 'JSON' }).getAttribute('href')
  expect(await answer(json ?? '')).toMatchObject({ range: '90d', token: { id: TOKEN } })
})

test('saves pictures that carry their titles and are not empty', async ({ page }) => {
  await open(page)
  await expect(figureOf(page).locator('.recharts-surface')).toHaveCount(2)
  await expect(page.locator('svg.cone-chart')).toBeVisible()
  for (const title of ['Akash Network, price in USD, 90 d', 'Volatility cone, annualised %']) {
    const { bytes, words } = await savedPicture(page, page.getByRole('button', { name: `PNG of ${title}` }))
    expect(bytes).toBeGreaterThan(8_000)
    expect(words.Title).toBe(title)
    expect(words.Description).toContain('Recorded data as of 24 Apr 2025')
  }
})

test('compares with its layer and Bitcoin, everything rebased and said so, and the address carries it', async ({
  page,
  browser,
}) => {
  await open(page)
  await page.getByRole('checkbox', { name: 'Middleware' }).check({ force: true })
  await page.getByRole('checkbox', { name: 'Bitcoin' }).check({ force: true })
  await page.getByRole('radio', { name: 'Log' }).check({ force: true })
  await page.getByRole('radio', { name: '30d' }).check({ force: true })
  await expect(page).toHaveURL(/range=30d/)
  await expect(page).toHaveURL(/scale=log/)
  await expect(page).toHaveURL(/against=layer,bitcoin/)
  const title = /rebased to 100 on .* 30 d/
  await expect(page.getByRole('figure', { name: title })).toBeVisible()
  const other = await (await browser.newContext()).newPage()
  await other.goto(page.url())
  await expect(other.getByRole('figure', { name: title })).toBeVisible()
  await expect(other.getByRole('checkbox', { name: 'Bitcoin' })).toBeChecked()
  await expect(other.getByRole('radio', { name: 'Log' })).toBeChecked()
  await expect(other.locator('.end-labels .label-layer').first()).toContainText('Middleware')
  await other.context().close()
})

test('moves one cursor over both panes, pins it on a click and lets go on Escape', async ({ page }) => {
  await open(page)
  const panes = figureOf(page).locator('.recharts-wrapper')
  await expect(panes).toHaveCount(2)
  await panes.first().hover({ position: { x: 300, y: 80 } })
  await expect(figureOf(page).locator('.chart-tooltip')).toHaveCount(2)
  const [upper, lower] = await figureOf(page).locator('.chart-tooltip p').allInnerTexts()
  expect(upper).toBe(lower)
  await panes.first().click({ position: { x: 300, y: 80 } })
  await expect(figureOf(page).getByText('pinned, Esc releases')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(figureOf(page).getByText('pinned, Esc releases')).toHaveCount(0)
})

test('works from the keyboard alone', async ({ page }) => {
  await open(page)
  await page.getByRole('radio', { name: '90d' }).focus()
  await page.keyboard.press('ArrowLeft')
  await expect(page.getByRole('radio', { name: '30d' })).toBeChecked()
  await expect(page).toHaveURL(/range=30d/)
  const chip = page.getByRole('checkbox', { name: 'Bitcoin' })
  await chip.focus()
  await page.keyboard.press('Space')
  await expect(chip).toBeChecked()
  await expect(page.getByRole('figure', { name: /rebased to 100/ })).toBeVisible()
  const table = page.getByRole('button', { name: 'Show table' }).first()
  await table.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('table', { name: /rebased to 100/ })).toBeVisible()
})

test('falls back from what it does not know, takes it out of the address and says so', async ({ page }) => {
  await open(page, '?range=5d&scale=cubic&against=gold')
  await expect(page.getByRole('radio', { name: '90d' })).toBeChecked()
  await expect(page.getByText('range=5d is not known, showing 90d')).toBeVisible()
  await expect(page).toHaveURL(`${product.url}/tokens/${TOKEN}`)
})

test('says why a project has no numbers, and shows where it stands', async ({ page }) => {
  await page.goto(`${product.url}/tokens/sonm`)
  await expect(page.getByRole('region', { name: 'No numbers' })).toContainText('trades nowhere any more')
  await expect(page.getByRole('region', { name: /In the stack/ })).toContainText('Middleware')
  await expect(page.getByRole('main')).not.toContainText('0.00')
  await page.goto(`${product.url}/tokens/zama`)
  await expect(page.getByRole('region', { name: 'No numbers' })).toContainText(
    'after the recording of 24 April 2025',
  )
})

test('shows a benchmark without a price from its closes', async ({ page }) => {
  await page.goto(`${product.url}/tokens/bitcoin`)
  await expect(
    page.getByRole('figure', { name: /^Bitcoin, price in USD/ }).locator('.recharts-surface'),
  ).toHaveCount(2)
  await expect(page.getByRole('checkbox', { name: 'Bitcoin' })).toHaveCount(0)
})

test('is reached from the Overview by name and from what moved it', async ({ page }) => {
  await page.goto(product.url)
  await page.getByRole('table', { name: 'Tokens' }).getByRole('link', { name: 'Akash Network' }).click()
  await expect(page).toHaveURL(`${product.url}/tokens/${TOKEN}`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Akash Network')
  await page.goBack()
  await page
    .getByRole('region', { name: /What moved it/ })
    .getByRole('listitem')
    .first()
    .getByRole('link')
    .click()
  await expect(page).toHaveURL(/\/tokens\//)
})

test.describe('at 360 px', () => {
  test.use({ viewport: { width: 360, height: 740 } })

  test('keeps every control in reach and scrolls only its wide tables', async ({ page }) => {
    await open(page, '?against=layer')
    await expect(figureOf(page).locator('.recharts-surface')).toHaveCount(2)
    await page.getByRole('radio', { name: '7d' }).check({ force: true })
    await expect(page).toHaveURL(/range=7d/)
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow).toBeLessThanOrEqual(0)
    await expect(page.locator('.chart-key').first()).toContainText('Middleware')
  })
})

loudTest.describe('an address that leads nowhere', () => {
  // The browser itself notes a page that answers 404, so the quiet test is no use here; nothing else may be noted.
  for (const [path, name, href] of [
    ['/tokens/bitensor', 'Bittensor', '/tokens/bittensor'],
    ['/tokens/Akash_Netwrok', 'Akash Network', '/tokens/akash-network'],
    ['/layers/midleware', 'Middleware', '/layers/middleware'],
  ] as const) {
    loudTest(`${path} answers 404 and suggests ${name}`, async ({ page }) => {
      const noise: string[] = []
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) noise.push(message.text())
      })
      const response = await page.goto(`${product.url}${path}`)
      expect(response?.status()).toBe(404)
      const near = page.getByRole('list', { name: 'Nearest names' }).getByRole('link', { name })
      await expect(near).toHaveAttribute('href', href)
      expect(noise.filter((text) => !text.includes('404 (Not Found)'))).toEqual([])
    })
  }

  loudTest('suggests nothing where nothing is near, and always the screens', async ({ page }) => {
    await page.goto(`${product.url}/tokens/zzzzzzzzzz`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such token')
    await expect(page.getByRole('list', { name: 'Nearest names' })).toHaveCount(0)
    await page.goto(`${product.url}/nowhere/at/all`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such page')
    await expect(page.getByRole('main').getByRole('link', { name: 'Volatility' })).toHaveAttribute(
      'href',
      '/volatility',
    )
  })
})
