import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import type { Snapshot } from '#lib/core/contract/snapshot'
import type { StackView } from '#lib/core/contract/stack-view'
import { formatPercent } from '#lib/core/format/format-percent'
import { formatVolatility } from '#lib/core/format/format-volatility'
import { type Product, startProduct } from './product.ts'
import { expect, test } from './quiet-page.ts'
import { expectLayer, fetchBoard, layerOf, layerRegion, panelOf, tileIn, whatIfBar } from './stack-page.ts'

let product: Product
let snapshot: Snapshot
let stack: StackView

test.beforeAll(async () => {
  product = await startProduct({ STRATA_SOURCE: 'recorded' })
  snapshot = await fetchBoard(product.url)
  stack = await (await fetch(`${product.url}/api/stack`)).json()
})
test.afterAll(() => product.stop())

const plain = (text: string) => text.replaceAll('\u00a0', ' ')

test('draws the four layers, the top one first, with every project in each of its places', async ({
  page,
}) => {
  await page.goto(`${product.url}/stack`)
  const top = snapshot.layers.toReversed()
  await expect(page.locator('section.map-layer')).toHaveCount(4)
  for (const [at, layer] of top.entries()) {
    const region = layerRegion(page, layer.name)
    await expect(page.locator('section.map-layer').nth(at)).toHaveAccessibleName(layer.name)
    const places = stack.projects.filter(({ memberships }) => memberships.some((m) => m.layer === layer.id))
    await expect(region.locator('[data-tile]')).toHaveCount(places.length)
    await expectLayer(page, snapshot, layer.id)
  }
  const infrastructure = layerRegion(page, 'Infrastructure')
  await expect(
    infrastructure.getByRole('button', { name: 'Bittensor, TAO, +2.71 % in 24 h', exact: true }),
  ).toBeVisible()
  await expect(
    infrastructure.getByRole('button', { name: 'Together.ai, no token', exact: true }),
  ).toBeVisible()
})

test('shows a project on pointing at it, keeps it on a click and lets go on Escape', async ({ page }) => {
  await page.goto(`${product.url}/stack`)
  await tileIn(page, /^Bittensor/).hover()
  await expect(panelOf(page)).toContainText('Bittensor')
  await expect(panelOf(page)).toContainText('Inference networks')
  await expect(panelOf(page)).toContainText('Coordination')
  await expect(panelOf(page)).toContainText('22 November 2026')
  await tileIn(page, /^Golem/).click()
  await tileIn(page, /^Bittensor/).hover()
  await expect(panelOf(page).getByRole('heading', { level: 2 })).toContainText('Golem')
  await expect(page).toHaveURL(/project=golem/)
  await page.keyboard.press('Escape')
  await expect(page).not.toHaveURL(/project=/)
})

test('works by keyboard alone: tile by tile, layer by layer, open, move, close', async ({ page }) => {
  await page.goto(`${product.url}/stack`)
  const middleware = layerRegion(page, 'Middleware').locator('[data-tile]')
  await middleware.first().focus()
  await page.keyboard.press('ArrowRight')
  await expect(middleware.nth(1)).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(middleware.nth(5)).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(middleware.nth(1)).toBeFocused()
  await page.keyboard.press('End')
  await expect(middleware.last()).toBeFocused()
  await page.keyboard.press('Home')
  await expect(middleware.first()).toBeFocused()
  await expect(page.locator('[data-tile][tabindex="0"]')).toHaveCount(4)

  const golem = tileIn(layerRegion(page, 'Middleware'), /^Golem/)
  await golem.focus()
  await page.keyboard.press('Enter')
  await expect(panelOf(page)).toBeFocused()
  const target = panelOf(page).getByRole('button', { name: 'Marketplaces' })
  for (let presses = 0; presses < 8; presses += 1) {
    await page.keyboard.press('Tab')
    if (await target.evaluate((element) => element === document.activeElement)) break
  }
  await expect(target).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(whatIfBar(page)).toContainText('1 project moved')
  await expect(target).toHaveAttribute('aria-pressed', 'true')
  await expect(target).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page).not.toHaveURL(/project=/)
})

test('keeps range, layout, size, colour, scope and weighting in the address', async ({ page, browser }) => {
  await page.goto(`${product.url}/stack`)
  await page
    .getByRole('radiogroup', { name: 'Range' })
    .getByRole('radio', { name: '7d' })
    .check({ force: true })
  await page
    .getByRole('radiogroup', { name: 'Layout' })
    .getByRole('radio', { name: 'Treemap' })
    .check({ force: true })
  await page.getByRole('combobox', { name: 'Size' }).selectOption('marketCap')
  await page.getByRole('combobox', { name: 'Colour' }).selectOption('volatility')
  await page.getByRole('combobox', { name: 'Weight' }).selectOption('equal')
  await page.getByRole('checkbox', { name: 'Include adjacent' }).check({ force: true })
  await expect(page).toHaveURL(/scope=all/)
  const context = await browser.newContext()
  const copy = await context.newPage()
  await copy.goto(page.url())
  await expect(copy.getByRole('radio', { name: '7d' })).toBeChecked()
  await expect(copy.getByRole('radio', { name: 'Treemap' })).toBeChecked()
  await expect(copy.getByRole('combobox', { name: 'Size' })).toHaveValue('marketCap')
  await expect(copy.getByRole('combobox', { name: 'Colour' })).toHaveValue('volatility')
  await expect(copy.getByRole('combobox', { name: 'Weight' })).toHaveValue('equal')
  const board = await fetchBoard(product.url, '?weighting=equal&scope=all')
  const change = formatPercent(layerOf(board, 'infrastructure')?.returns['7d'] ?? null).text
  await expect(layerRegion(copy, 'Infrastructure')).toContainText(change)
  const tao = board.tokens.find(({ id }) => id === 'bittensor')
  const name = `Bittensor, TAO, ${plain(formatPercent(tao?.returns['7d'] ?? null).text)} in 7 d`
  const button = copy.getByRole('button', { name, exact: true }).first()
  await expect(button).toContainText(formatVolatility(tao?.volatility['30d'] ?? null).text)
  await context.close()
})

test('names what it cannot use in the address and shows the shipped mapping', async ({ page }) => {
  await page.goto(`${product.url}/stack?whatif=golem:nowhere,io:-&size=huge`)
  await expect(page.getByText(/golem:nowhere.*names no layer/)).toBeVisible()
  await expect(page.getByText(/size=huge is not known, showing equal/)).toBeVisible()
  await expect(page).not.toHaveURL(/whatif|size/)
  await expect(whatIfBar(page)).toHaveCount(0)
  for (const { id } of snapshot.layers) await expectLayer(page, snapshot, id)
})

test("shows the tiles' numbers as a table and saves them and the picture under the right name", async ({
  page,
}) => {
  await page.goto(`${product.url}/stack?whatif=golem:marketplaces`)
  await page.getByRole('button', { name: 'Show table' }).click()
  const table = page.getByRole('table', { name: /The AI crypto stack/ })
  const board = await fetchBoard(product.url, '?whatif=golem:marketplaces')
  const golem = board.tokens.find(({ id }) => id === 'golem')
  const row = table.getByRole('row', { name: /^Golem · Marketplaces/ })
  await expect(row).toContainText(formatPercent(golem?.returns['24h'] ?? null).text)
  await expect(row).toContainText(formatVolatility(golem?.volatility['30d'] ?? null).text)
  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'CSV of these numbers' }).click(),
  ])
  const rows: Record<string, string>[] = parse(readFileSync(await csv.path()), { bom: true, columns: true })
  const places = stack.projects.reduce((sum, { memberships }) => sum + memberships.length, 0)
  expect(rows).toHaveLength(places)
  expect(new Set(rows.map((one) => one.mapping_version))).toEqual(new Set([board.mapping.version]))
  for (const { slug, coingeckoId } of stack.projects) {
    const cap = board.tokens.find(({ id }) => id === coingeckoId)?.marketCap ?? null
    for (const one of rows.filter(({ project }) => project?.startsWith(`${slug}/`))) {
      expect(one.market_cap).toBe(cap === null ? '' : String(cap))
    }
  }
  const [png] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /^PNG of The AI crypto stack/ }).click(),
  ])
  expect(png.suggestedFilename()).toMatch(/^strata-the-ai-crypto-stack-.*what-if-[0-9a-f]{8}_\w+\.png$/)
  const bytes = readFileSync(await png.path())
  expect(bytes.length).toBeGreaterThan(20_000)
  expect(bytes.toString('latin1')).toContain('The AI crypto stack')
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('still shows every project in its layer', async ({ page }) => {
    await page.goto(`${product.url}/stack`)
    for (const { memberships, name } of stack.projects) {
      for (const { layer } of memberships) {
        const region = layerRegion(page, layerOf(snapshot, layer)?.name ?? '')
        await expect(
          tileIn(region, new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')},`)),
        ).toBeAttached()
      }
    }
  })
})
