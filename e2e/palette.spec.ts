import type { Page } from '@playwright/test'
import { violationsOn } from './accessibility.ts'
import { type Product, startProduct } from './product.ts'
import { expect, test } from './quiet-page.ts'

let product: Product

test.beforeAll(async () => {
  product = await startProduct({ STRATA_SOURCE: 'recorded' })
})
test.afterAll(() => product.stop())

async function openPalette(page: Page) {
  // The keys are heard once the page is alive; the button then knows their name.
  await expect(page.locator('.search-button kbd')).toHaveText('Ctrl K')
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog', { name: 'Command palette' })
  await expect(palette.getByRole('combobox')).toBeFocused()
  return palette
}

/** Types, and presses Enter once the line that is meant is the one that Enter takes. */
async function choose(page: Page, words: string, label: string): Promise<void> {
  await page.keyboard.type(words)
  const options = page.getByRole('dialog', { name: 'Command palette' }).getByRole('option')
  await expect(options.first()).toContainText(label)
  await expect(options.first()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
}

test('goes to another screen, finds a token by its symbol and gives focus back, by keyboard alone', async ({
  page,
}) => {
  await page.goto(product.url)
  const search = page.getByRole('button', { name: /^Search/ })
  await expect(search).toContainText('Ctrl K')
  await search.focus()
  await page.keyboard.press('Enter')
  const palette = page.getByRole('dialog', { name: 'Command palette' })
  await expect(palette.getByRole('combobox')).toBeFocused()
  await page.keyboard.type('tao')
  const first = palette.getByRole('option').first()
  await expect(first).toContainText('Bittensor')
  await expect(first).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Escape')
  await expect(palette).toHaveCount(0)
  await expect(search).toBeFocused()
  await openPalette(page)
  await choose(page, 'methodo', 'Methodology')
  await expect(page).toHaveURL(/\/methodology$/)
  await expect(page.getByRole('heading', { level: 1, name: 'Methodology' })).toBeVisible()
  const there = await openPalette(page)
  await page.keyboard.type('marketpl')
  await expect(there.getByRole('option').first()).toContainText('Marketplaces')
})

test('changes range, colours, theme and rows from where one is', async ({ page }) => {
  await page.goto(product.url)
  for (const [words, label, proof] of [
    ['range 7 d', 'Range 7 d', () => expect(page).toHaveURL(/range=7d/)],
    [
      'green up',
      'Colours: green up, red down',
      () => expect(page.locator('html')).toHaveAttribute('data-palette', 'green-red'),
    ],
    ['theme dark', 'Theme: dark', () => expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')],
    ['rows compact', 'Table rows: compact', () => expect(page).toHaveURL(/density=compact/)],
    [
      'open pref',
      'Open preferences',
      () => expect(page.getByRole('dialog', { name: 'Preferences' })).toBeVisible(),
    ],
  ] as const) {
    await openPalette(page)
    await choose(page, words, label)
    await proof()
  }
})

test('exports the view, and copies its address with every default stated', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(`${product.url}/?weighting=equal`)
  await openPalette(page)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    choose(page, 'export csv', 'Export CSV of this view'),
  ])
  expect(download.suggestedFilename()).toMatch(/^strata-tokens_usd_/)
  const palette = await openPalette(page)
  await choose(page, 'copy link', 'Copy link of this view')
  await expect(palette.getByRole('status')).toHaveText('Link copied')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    `${product.url}/?weighting=equal&range=24h&density=comfortable`,
  )
})

test('lists the watchlist before the first letter, and says so when nothing fits', async ({ page }) => {
  await page.addInitScript(() =>
    localStorage.setItem(
      'strata-watchlist',
      '{"format":"strata-watchlist","version":1,"ids":["golem","bittensor"]}',
    ),
  )
  await page.goto(product.url)
  const palette = await openPalette(page)
  await expect(palette.getByRole('group', { name: 'Watchlist' }).getByRole('option')).toContainText([
    'Golem',
    'Bittensor',
  ])
  await page.keyboard.type('zzzz')
  await expect(palette).toContainText('Nothing here goes by “zzzz”.')
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`${colorScheme}, 360 px`, () => {
    test.use({ colorScheme, viewport: { width: 360, height: 740 } })

    test('both dialogs are accessible and fit', async ({ page }) => {
      await page.goto(product.url)
      await openPalette(page)
      expect(await violationsOn(page, { within: 'dialog' })).toEqual([])
      await choose(page, 'open preferences', 'Open preferences')
      await expect(page.getByRole('dialog', { name: 'Preferences' })).toBeVisible()
      expect(await violationsOn(page, { within: 'dialog' })).toEqual([])
      const box = await page.getByRole('dialog', { name: 'Preferences' }).boundingBox()
      expect([box !== null && box.x >= 0, box !== null && box.x + box.width <= 360]).toEqual([true, true])
    })
  })
}
