import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import type { LayerDetail } from '#lib/core/contract/layer-detail'
import type { Snapshot } from '#lib/core/contract/snapshot'
import { cohesionWords } from '#lib/core/format/briefs/cohesion-words'
import { formatIndexLevel } from '#lib/core/format/format-index'
import { formatPercent, formatPoints } from '#lib/core/format/format-percent'
import { formatUtcDate } from '#lib/core/format/format-time'
import { formatVolatility } from '#lib/core/format/format-volatility'
import { type Product, startProduct } from './product.ts'
import { expect, test } from './quiet-page.ts'

let product: Product

test.beforeAll(async () => {
  product = await startProduct({ STRATA_SOURCE: 'recorded' })
})
test.afterAll(() => product.stop())

const layerOf = async (id: string, search = ''): Promise<LayerDetail> =>
  (await fetch(`${product.url}/api/layers/${id}${search}`)).json()
const screenOf = (id: string, search = '') => `${product.url}/layers/${id}${search}`

test('is one step from the Overview, whose bands keep their names', async ({ page }) => {
  await page.goto(`${product.url}/?range=7d`)
  const band = page.getByRole('region', { name: 'Layers' }).getByRole('article', { name: 'Middleware' })
  await band.getByRole('link', { name: 'Middleware' }).click()
  await expect(page).toHaveURL(`${product.url}/layers/middleware?range=7d&weighting=capped`)
  await expect(page.getByRole('heading', { level: 1, name: 'Middleware' })).toBeVisible()
  await page.getByRole('navigation', { name: 'Layers' }).getByRole('link', { name: 'Marketplaces' }).click()
  await expect(page).toHaveURL(`${product.url}/layers/marketplaces?range=7d&weighting=capped`)
  await expect(page.getByRole('heading', { level: 1, name: 'Marketplaces' })).toBeVisible()
  await page.goto(product.url)
  const group = page.getByRole('table', { name: 'Tokens' }).getByRole('link', { name: 'Infrastructure' })
  await expect(group).toHaveAttribute('href', '/layers/infrastructure?range=24h&weighting=capped')
})

test('prints the return, its size and the tokens behind it as the API has them', async ({ page }) => {
  const detail = await layerOf('middleware')
  const snapshot: Snapshot = await (await fetch(`${product.url}/api/snapshot`)).json()
  const figures = snapshot.layers.find(({ id }) => id === 'middleware')
  await page.goto(screenOf('middleware'))
  const head = page.getByRole('region', { name: 'Middleware', exact: true })
  await expect(head).toContainText(formatPercent(detail.contributionSum).text)
  expect(detail.contributionSum).toBe(figures?.returns['24h'])
  await expect(head).toContainText('2 of 4')
  await expect(head).toContainText(`${detail.breadth.up} up`)
  const table = page.getByRole('table', { name: /^Constituents/ })
  for (const { name, return: change, contribution, volatility30d } of detail.constituents) {
    const row = table.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })
    for (const text of [
      formatPercent(change).text,
      formatPoints(contribution).text,
      formatVolatility(volatility30d).text,
    ])
      await expect(row).toContainText(text.replace(/\s(%|pp)$/, ''))
  }
})

test('piles contributions up to the headline, in the picture and in its table', async ({ page }) => {
  const detail = await layerOf('middleware')
  await page.goto(screenOf('middleware'))
  const figure = page.getByRole('figure', { name: /What moved Middleware/ })
  const bars = figure.getByRole('listitem')
  await expect(bars).toHaveCount(detail.waterfall.length + 1)
  const headline = formatPercent(detail.contributionSum).text
  await expect(bars.last()).toContainText(headline)
  await figure.getByRole('button', { name: 'Show table' }).click()
  const rows = figure.getByRole('table').getByRole('row')
  for (const [at, { contribution, to }] of detail.waterfall.entries()) {
    const cells = await rows
      .nth(at + 1)
      .getByRole('cell')
      .allInnerTexts()
    expect(cells.slice(0, 2)).toEqual([formatPoints(contribution).text, formatPoints(to).text])
  }
  const last = detail.waterfall.at(-1)?.to ?? null
  expect(last).toBe(detail.contributionSum)
  expect(formatPoints(last).text.replace(/\D/g, '')).toBe(headline.replace(/\D/g, ''))
})

test("shows the index chart's numbers as the API has them, and saves them as CSV", async ({ page }) => {
  const { chart } = await layerOf('marketplaces', '?range=30d')
  await page.goto(screenOf('marketplaces', '?range=30d'))
  const figure = page.getByRole('figure', { name: /Marketplaces index/ })
  await expect(figure.locator('.recharts-surface')).toBeVisible()
  await figure.getByRole('button', { name: 'Show table' }).click()
  const rows = await figure.getByRole('table').getByRole('row').allInnerTexts()
  expect(rows).toHaveLength(chart.times.length + 1)
  for (const [at, time] of chart.times.entries()) {
    const shown = rows[chart.times.length - at]?.split('\t')
    const levels = [chart.layer[at], chart.sector[at], chart.bitcoin[at]].map(
      (level) => formatIndexLevel(level ?? null).text,
    )
    expect(shown).toEqual([formatUtcDate(new Date(time).toISOString()), ...levels])
  }
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    figure.getByRole('button', { name: /CSV/ }).click(),
  ])
  const saved: Record<string, string>[] = parse(readFileSync(await download.path()), {
    bom: true,
    columns: true,
  })
  expect(saved.map((row) => Number(row.marketplaces_level))).toEqual(chart.layer.toReversed())
})

test('saves each chart as a picture that says what it is', async ({ page }) => {
  await page.goto(screenOf('middleware', '?range=7d'))
  await expect(page.locator('.recharts-surface')).toBeVisible()
  for (const title of ['Middleware index, rebased to 100, 7 d', 'What moved Middleware, 7 d, pp']) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: `PNG of ${title}` }).click(),
    ])
    const bytes = readFileSync(await download.path())
    expect(bytes.length).toBeGreaterThan(10_000)
    expect(bytes.toString('utf8')).toContain(title)
    expect(download.suggestedFilename()).toMatch(/^strata-.*_20250424T0615\d\dZ\.png$/)
  }
})

test('has the return of every weighting on its switch, and takes over the one chosen', async ({ page }) => {
  const detail = await layerOf('middleware')
  await page.goto(screenOf('middleware'))
  const weights = page.getByRole('radiogroup', { name: 'Weight' })
  const named = [
    ['Capped', detail.spread.capped],
    ['Market cap', detail.spread.cap],
    ['Square root', detail.spread.sqrt],
    ['Equal', detail.spread.equal],
  ] as const
  for (const [name, value] of named)
    await expect(weights.getByRole('radio', { name })).toHaveAccessibleName(
      `${name} ${formatPercent(value).text}`,
    )
  await expect(page.getByText(`Median ${formatPercent(detail.spread.median).text}`)).toBeVisible()
  await weights.getByRole('radio', { name: 'Equal' }).check({ force: true })
  const head = page.getByRole('region', { name: 'Middleware', exact: true })
  await expect(head).toContainText(formatPercent(detail.spread.equal).text)
  await expect(page).toHaveURL(/weighting=equal/)
})

test('looks the same to whoever is sent its address', async ({ page, browser }) => {
  await page.goto(screenOf('applications'))
  await page
    .getByRole('radiogroup', { name: 'Range' })
    .getByRole('radio', { name: '30d' })
    .check({ force: true })
  await page
    .getByRole('radiogroup', { name: 'Weight' })
    .getByRole('radio', { name: 'Square root' })
    .check({ force: true })
  await page
    .getByRole('radiogroup', { name: 'Scale' })
    .getByRole('radio', { name: 'Log' })
    .check({ force: true })
  const table = page.getByRole('table', { name: /^Constituents/ })
  await table.getByRole('button', { name: 'Risk share %' }).click()
  await expect(page).toHaveURL(/range=30d&weighting=sqrt&scale=log&sort=-risk/)
  await expect(page.getByRole('figure', { name: /rebased to 100, 30 d/ })).toBeVisible()
  await expect(page.locator('main')).toHaveAttribute('aria-busy', 'false')
  const context = await browser.newContext()
  const other = await context.newPage()
  await other.goto(page.url())
  await expect(
    other.getByRole('radiogroup', { name: 'Scale' }).getByRole('radio', { name: 'Log' }),
  ).toBeChecked()
  await expect(other.locator('.recharts-surface')).toBeVisible()
  await expect.poll(() => other.locator('main').innerText()).toBe(await page.locator('main').innerText())
  await context.close()
})

test('sorts its constituents with unknown last in both directions', async ({ page }) => {
  await page.goto(screenOf('middleware', '?range=7d'))
  const table = page.getByRole('table', { name: /^Constituents/ })
  const column = table.getByRole('columnheader', { name: 'Contrib. pp' })
  const names = async () => (await table.getByRole('rowheader').allInnerTexts()).slice(0, -1)
  await column.getByRole('button').click()
  await expect(column).toHaveAttribute('aria-sort', 'descending')
  const down = await names()
  await column.getByRole('button').click()
  await expect(column).toHaveAttribute('aria-sort', 'ascending')
  const up = await names()
  const { constituents } = await layerOf('middleware', '?range=7d')
  const known = constituents.filter(({ contribution }) => contribution !== null).length
  expect(up.slice(0, known)).toEqual(down.slice(0, known).toReversed())
  expect(up.slice(known)).toEqual(down.slice(known))
})

test('says in words what moved it and whether it holds together', async ({ page }) => {
  const detail = await layerOf('middleware')
  await page.goto(screenOf('middleware'))
  const words = page.getByRole('region', { name: 'In words' })
  await expect(words).toContainText(cohesionWords(detail.cohesion))
  await expect(words).toContainText('held back by Render')
  await expect(page.getByRole('figure', { name: /What moved/ })).toHaveAccessibleDescription(
    /held back by Render/,
  )
  await expect(page.getByRole('region', { name: 'Risk and cohesion' })).toContainText(
    '95 % band 77.8–148.6 %',
  )
  await expect(page.getByRole('region', { name: 'Overlap with other layers' })).toContainText('Bittensor')
})

test('exports the tokens of the layer', async ({ page }) => {
  const { constituents, projects } = await layerOf('middleware')
  await page.goto(screenOf('middleware'))
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export CSV' }).click(),
  ])
  const rows: Record<string, string>[] = parse(readFileSync(await download.path()), {
    bom: true,
    columns: true,
  })
  const ids = rows.map((row) => row.coingecko_id)
  for (const { id } of constituents) expect(ids).toContain(id)
  expect(ids.length).toBeLessThanOrEqual(constituents.length + projects.length)
})

test('can be walked by keyboard: a bar opens on focus, stays on Enter, and Escape lets go', async ({
  page,
}) => {
  await page.goto(screenOf('middleware'))
  const bars = page.getByRole('figure', { name: /What moved/ }).getByRole('listitem')
  const table = page.getByRole('figure', { name: /What moved/ }).getByRole('button', { name: 'Show table' })
  await expect(bars.first()).toBeVisible()
  await table.focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  const first = bars.first().getByRole('button')
  await expect(first).toBeFocused()
  await expect(first).toHaveAccessibleName(/^Render: −1\.21\spp, sum so far −1\.21\spp$/)
  const tooltip = page.getByRole('tooltip')
  await expect(tooltip).toContainText('30.0')
  await page.keyboard.press('Enter')
  await expect(first).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('Escape')
  await expect(tooltip).toHaveCount(0)
  await page.getByRole('radiogroup', { name: 'Range' }).getByRole('radio', { name: '24h' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page).toHaveURL(/range=7d/)
  await page
    .getByRole('table', { name: /^Constituents/ })
    .getByRole('button', { name: 'Token' })
    .focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/sort=name/)
})
