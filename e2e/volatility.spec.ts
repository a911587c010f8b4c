import type { Page } from '@playwright/test'
import type { CorrelationAnswer } from '#lib/core/contract/correlation'
import type { VolatilityAnswer } from '#lib/core/contract/volatility'
import { formatRatio } from '#lib/core/format/format-ratio'
import { formatPercentile, formatVolatility } from '#lib/core/format/format-volatility'
import { type Product, startProduct } from './product.ts'
import { expect, loudTest, test } from './quiet-page.ts'
import { chipsOn as chips, figureOn as figure, openVolatility } from './volatility-page.ts'

let product: Product

test.beforeAll(async () => {
  product = await startProduct({ STRATA_SOURCE: 'recorded' })
})
test.afterAll(() => product.stop())

const ask = async <T>(path: string): Promise<T> => (await fetch(`${product.url}${path}`)).json()
const open = (page: Page, search = '') => openVolatility(product, page, search)
const windowChoice = (page: Page, days: number) =>
  page.getByRole('radiogroup', { name: 'Window', exact: true }).getByRole('radio', { name: `${days}d` })

test('opens with layers and tokens compared, and says in words what is seen', async ({ page }) => {
  await open(page)
  expect(await chips(page).count()).toBeGreaterThan(4)
  await expect(page.getByRole('region', { name: 'In words' })).toContainText(/most volatile of \d/)
  for (const name of [/realised volatility/, /Ranking/, /cone/, /Risk and return/, /Correlation/])
    await expect(figure(page, name)).toBeVisible()
})

test('adds and removes by keyboard alone, at most eight', async ({ page }) => {
  await open(page, '?ids=&layers=')
  await expect(page.getByText('Nothing is compared yet')).toBeVisible()
  const box = page.getByRole('combobox', { name: 'Compare' })
  await box.focus()
  for (const search of ['TAO', 'akash', 'render-token']) {
    await page.keyboard.type(search)
    await expect(page.getByRole('option').first()).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('Enter')
  }
  await expect(chips(page)).toHaveText(['Bittensor', 'Akash Network', 'Render'])
  await expect(page).toHaveURL(/ids=bittensor,akash-network,render-token/)
  await page.keyboard.press('Backspace')
  await expect(chips(page)).toHaveText(['Bittensor', 'Akash Network'])
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('listbox', { name: 'Tokens and layers' })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('option').nth(1)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('listbox', { name: 'Tokens and layers' })).toBeHidden()
  await page.getByRole('button', { name: 'Remove Bittensor' }).press('Enter')
  await expect(chips(page)).toHaveText(['Akash Network'])
  await page.getByRole('button', { name: 'Largest 8' }).press('Enter')
  await expect(chips(page)).toHaveCount(8)
  await box.focus()
  await page.keyboard.type('golem')
  await page.keyboard.press('Enter')
  await expect(chips(page)).toHaveCount(8)
  await expect(page.getByText('take one out to add another')).toBeVisible()
})

test('shares the whole view in its address', async ({ page, browser }) => {
  await open(page, '?ids=bittensor,akash-network&layers=middleware')
  await windowChoice(page, 14).check({ force: true })
  await page.getByRole('radio', { name: 'EWMA' }).check({ force: true })
  await page.getByRole('checkbox', { name: 'Log axis' }).check({ force: true })
  await page.getByRole('checkbox', { name: 'ETH' }).check({ force: true })
  await page.getByRole('checkbox', { name: 'Sharpe lines' }).check({ force: true })
  await page.getByRole('combobox', { name: 'Cone of' }).selectOption({ label: 'Akash Network' })
  await page
    .getByRole('radiogroup', { name: 'Correlation window' })
    .getByRole('radio', { name: '60d' })
    .check({ force: true })
  await expect(page).toHaveURL(/corr=60/)
  const address = page.url()
  const context = await browser.newContext()
  const other = await context.newPage()
  await other.goto(address)
  await expect(chips(other)).toHaveText(['Middleware', 'Bittensor', 'Akash Network'])
  await expect(windowChoice(other, 14)).toBeChecked()
  for (const name of ['Log axis', 'BTC', 'ETH', 'Sharpe lines'])
    await expect(other.getByRole('checkbox', { name })).toBeChecked()
  await expect(figure(other, /EWMA volatility/).first()).toBeVisible()
  await expect(figure(other, /cone of Akash Network/)).toBeVisible()
  await expect(figure(other, /Correlation of daily returns, 60 days/)).toBeVisible()
  await expect(other.getByText('EWMA has no window')).toBeVisible()
  const words = (one: Page) => one.getByRole('region', { name: 'In words' }).innerText()
  await expect.poll(() => words(other)).toBe(await words(page))
  expect(other.url()).toBe(address)
  await context.close()
})

test('offers a window that the history cannot fill only with the reason', async ({ page }) => {
  await open(page)
  const radio = page.getByRole('radio', { name: /^180d/ }).first()
  await expect(radio).toBeDisabled()
  await expect(radio).toHaveAccessibleName(/need 144 returns, the longest history here has 89/)
  await expect(page.getByRole('radio', { name: /High–low/ })).toHaveAccessibleName(/no-candles/)
  await open(page, '?ids=kaito&window=90&bench=')
  await expect(page.getByText('63 of 72 returns, enough after 9 more days').first()).toBeVisible()
})

test('ranks with bands, brackets and the own year, and marks the day under the cursor', async ({ page }) => {
  const lists = 'ids=bittensor,griffain,golem,bitcoin'
  const { entities, ranking } = await ask<VolatilityAnswer>(
    `/api/volatility?${lists}&window=30&range=90d&estimator=close`,
  )
  await open(page, '?ids=bittensor,griffain,golem')
  const rows = figure(page, /Ranking/).getByRole('listitem')
  for (const [at, place] of ranking.order.entries()) {
    const { name, current, percentile } = entities[place] as (typeof entities)[number]
    await expect(rows.nth(at)).toContainText(name)
    await expect(rows.nth(at)).toContainText(formatVolatility(current).text)
    await expect(rows.nth(at)).toContainText(formatPercentile(percentile).text)
  }
  await expect(page.locator('.ranking-bars .bracket')).toHaveCount(ranking.indistinguishable.length)
  await expect(page.locator('.cursor-mark')).toHaveCount(0)
  const chart = figure(page, /realised volatility/)
    .locator('.recharts-surface')
    .first()
  const box = await chart.boundingBox()
  if (box === null) throw new Error('the chart has no place on screen')
  await page.mouse.move(box.x + box.width / 3, box.y + box.height / 2)
  await expect(page.locator('.ranking-bars .cursor-mark')).toHaveCount(4)
  await expect(page.locator('.cone-chart .cursor-text')).toHaveText(/2025: \d+\.\d/)
  await rows.filter({ hasText: 'Golem' }).getByRole('button').click()
  await expect(figure(page, /cone of Golem/)).toBeVisible()
  await rows.filter({ hasText: 'Bitcoin' }).getByRole('button').focus()
  await expect(figure(page, /Risk and return/)).toContainText(/Bitcoin: return .* Sharpe .* ± /)
})

test('walks the correlations with the arrow keys and tells the days behind each', async ({ page }) => {
  await open(page, '?ids=bittensor,flock-2,golem&bench=')
  const grid = page.getByRole('table', { name: 'Correlations' })
  const answer = await ask<CorrelationAnswer>('/api/correlation?ids=bittensor,flock-2,golem&window=90')
  await grid.getByRole('button').first().focus()
  await page.keyboard.press('ArrowRight')
  const cell = grid.locator(':focus')
  const [row, column] = [answer.order[0] ?? -1, answer.order[1] ?? -1]
  await expect(cell).toHaveAccessibleName(
    new RegExp(
      `${formatRatio(answer.matrix[row]?.[column] ?? null).text.replace('.', '\\.')}.*n = ${answer.n[row]?.[column]} joint days`,
    ),
  )
  await expect(page.locator('.correlation-readout')).toContainText(
    `n = ${answer.n[row]?.[column]} joint days`,
  )
  await expect(grid.locator('td.heat-unknown')).toHaveCount(4)
  await expect(grid.getByRole('button', { name: /not known, n = 0 joint days/ }).first()).toHaveText('—')
})

test('falls back from what it does not know, cleans the address and says so', async ({ page }) => {
  await open(page, '?ids=bittensor,nothing&estimator=garch&window=31')
  await expect(windowChoice(page, 30)).toBeChecked()
  await expect(page.getByText('estimator=garch is not known, showing close-to-close')).toBeVisible()
  await expect(page.getByText('nothing in ids: not in the mapping')).toBeVisible()
  await expect(chips(page)).toHaveText(['Bittensor'])
  await expect(page).not.toHaveURL(/garch|nothing|window/)
  await open(page, '?ids=nothing')
  expect(await chips(page).count()).toBeGreaterThan(4)
  await expect(page.getByText('ids=nothing is not known')).toBeVisible()
  await open(page, '?ids=bittensor,bitcoin')
  await expect(chips(page)).toHaveText(['Bittensor'])
  await expect(page.getByRole('checkbox', { name: 'BTC' })).toBeChecked()
})

// The browser itself reports a refused request on the console.
loudTest('keeps the last figures when a request fails, and offers to try again', async ({ page }) => {
  await open(page, '?ids=bittensor,golem')
  await page.route('**/api/volatility?*', (route) =>
    route.fulfill({ status: 503, json: { error: { code: 'overloaded', message: 'too busy' } } }),
  )
  await page.getByRole('button', { name: 'Remove Golem' }).click()
  await expect(page.getByText(/The volatilities could not be had: too busy/)).toBeVisible({ timeout: 15_000 })
  await expect(
    figure(page, /Ranking/)
      .getByRole('listitem')
      .first(),
  ).toBeVisible()
  await page.unroute('**/api/volatility?*')
  await page.getByRole('button', { name: 'Try again' }).first().click()
  await expect(page.getByText(/could not be had/)).toHaveCount(0)
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true })

  test('chooses, switches and reads without scrolling sideways', async ({ page }) => {
    await open(page, '?ids=bittensor')
    await page.getByRole('combobox', { name: 'Compare' }).tap()
    await page.getByRole('option', { name: /Akash/ }).tap()
    await expect(chips(page)).toHaveCount(2)
    await page.locator('label').filter({ hasText: '14d' }).first().tap()
    await expect(figure(page, /14-day realised volatility/)).toBeVisible()
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow).toBeLessThanOrEqual(0)
  })
})
