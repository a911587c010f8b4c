import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import type { CorrelationAnswer } from '#lib/core/contract/correlation'
import type { VolatilityAnswer } from '#lib/core/contract/volatility'
import { formatRatio } from '#lib/core/format/format-ratio'
import { formatVolatility } from '#lib/core/format/format-volatility'
import { type Product, startProduct } from './product.ts'
import { expect, test } from './quiet-page.ts'
import { savedPicture } from './saved-picture.ts'
import { figureOn as figure, openVolatility } from './volatility-page.ts'

let product: Product

test.beforeAll(async () => {
  product = await startProduct({ STRATA_SOURCE: 'recorded' })
})
test.afterAll(() => product.stop())

const ask = async <T>(path: string): Promise<T> => (await fetch(`${product.url}${path}`)).json()
const open = (page: Page, search = '') => openVolatility(product, page, search)

const LISTS = 'ids=bittensor,griffain,flock-2,bitcoin&layers=middleware'
const SAME_CHOICE = '?ids=bittensor,griffain,flock-2&layers=middleware&bench=bitcoin'

async function tableOf(page: Page, name: RegExp) {
  await figure(page, name).getByRole('button', { name: 'Show table' }).click()
  return figure(page, name).getByRole('table', { name })
}

test("has the API's numbers in the tables of the lines and the ranking, and in the file", async ({
  page,
}) => {
  const { entities, ranking: ranked } = await ask<VolatilityAnswer>(`/api/volatility?${LISTS}`)
  await open(page, SAME_CHOICE)
  const newest = (await tableOf(page, /30-day realised volatility/)).getByRole('row').nth(1)
  for (const { rolling } of entities)
    await expect(newest).toContainText(formatVolatility(rolling.at(-1) ?? null).text)
  const ranking = await tableOf(page, /Ranking/)
  for (const { name, current, low, high, n } of entities) {
    const row = ranking.getByRole('row').filter({ hasText: name })
    for (const value of [current, low, high]) await expect(row).toContainText(formatVolatility(value).text)
    await expect(row.getByRole('cell').last()).toHaveText(String(n))
  }
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    figure(page, /Ranking/)
      .getByRole('button', { name: /CSV/ })
      .click(),
  ])
  const rows: Record<string, string>[] = parse(readFileSync(await download.path()), {
    bom: true,
    columns: true,
  })
  const expected = [...ranked.order.map((place) => entities[place]), entities[2]]
  expect(rows.map(({ entity }) => entity)).toEqual(expected.map((one) => one?.id))
  expect(Number(rows[0]?.volatility_ann_pct)).toBeCloseTo(Number(expected[0]?.current) * 100, 9)
})

test("has the API's numbers in the tables of cone, risk and correlation", async ({ page }) => {
  const { entities } = await ask<VolatilityAnswer>(`/api/volatility?${LISTS}`)
  const correlation = await ask<CorrelationAnswer>(`/api/correlation?${LISTS}`)
  await open(page, SAME_CHOICE)
  const risk = await tableOf(page, /Risk and return/)
  for (const { name, riskReturn } of entities) {
    const row = risk.getByRole('row').filter({ hasText: name })
    await expect(row).toContainText(formatVolatility(riskReturn.deviation).text)
    await expect(row).toContainText(formatRatio(riskReturn.sharpe).text)
  }
  const cone = await tableOf(page, /cone of Griffain/)
  for (const { horizon, p10, p50, current } of entities.find(({ id }) => id === 'griffain')?.cone ?? []) {
    const row = cone
      .getByRole('row')
      .filter({ hasText: `${horizon} days` })
      .first()
    for (const value of [p10, p50, current]) await expect(row).toContainText(formatVolatility(value).text)
  }
  const pairs = await tableOf(page, /Correlation/)
  const cells = pairs.getByRole('row').filter({ hasText: 'Bittensor' }).filter({ hasText: 'Bitcoin' })
  const [tao, btc] = [correlation.ids.indexOf('bittensor'), correlation.ids.indexOf('bitcoin')]
  await expect(cells).toContainText(formatRatio(correlation.matrix[tao]?.[btc] ?? null).text)
})

test('saves pictures of all five', async ({ page }) => {
  await open(page, '?ids=bittensor,golem')
  for (const name of [/realised volatility/, /Ranking/, /cone/, /Risk and return/, /Correlation/]) {
    const panel = figure(page, name)
    const title = await panel.getByRole('heading').innerText()
    const { bytes, width, words } = await savedPicture(
      page,
      panel.getByRole('button', { name: `PNG of ${title}` }),
    )
    expect(bytes).toBeGreaterThan(8_000)
    expect(width).toBeGreaterThan(300)
    expect(words.Title).toBe(title)
  }
})

test('exports the figures of everybody compared in one file', async ({ page }) => {
  const { entities, ranking } = await ask<VolatilityAnswer>('/api/volatility?ids=bittensor,golem,bitcoin')
  await open(page, '?ids=bittensor,golem')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export CSV' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(
    /^strata-30-day-realised-volatility-comparison_\d{8}T\d{6}Z\.csv$/,
  )
  const rows: Record<string, string>[] = parse(readFileSync(await download.path()), {
    bom: true,
    columns: true,
  })
  expect(rows).toHaveLength(3)
  for (const [at, place] of ranking.order.entries()) {
    const figures = entities[place] as (typeof entities)[number]
    expect(rows[at]?.entity).toBe(figures.id)
    expect(Number(rows[at]?.high_ann_pct)).toBeCloseTo(Number(figures.high) * 100, 9)
    expect(Number(rows[at]?.sharpe_ratio)).toBeCloseTo(Number(figures.riskReturn.sharpe), 9)
  }
})
