import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { type Product, startProduct } from './product.ts'
import { expect, test } from './quiet-page.ts'

let product: Product

test.beforeAll(async () => {
  product = await startProduct({ STRATA_SOURCE: 'recorded' })
})
test.afterAll(() => product.stop())

test.describe('watchlist', () => {
  test('keeps what was starred across a reload, filters by it, and lets go of it again', async ({ page }) => {
    await page.goto(product.url)
    const table = page.getByRole('table', { name: 'Tokens' })
    await table.getByRole('button', { name: 'Watch Bittensor' }).click()
    await table.getByRole('button', { name: 'Watch Golem' }).press('Enter')
    await page.getByRole('checkbox', { name: 'Watchlist' }).check({ force: true })
    await expect(page).toHaveURL(/watch=1/)
    await expect(table.getByRole('rowheader', { name: /Bittensor|Golem/ })).toHaveCount(2)
    await expect(table.getByText('Akash Network')).toHaveCount(0)
    await page.reload()
    await expect(table.getByRole('button', { name: 'Watch Bittensor' })).toHaveAttribute(
      'aria-pressed',
      'true',
    )
    await expect(table.getByText('Akash Network')).toHaveCount(0)
    await table.getByRole('button', { name: 'Watch Golem' }).click()
    await expect(table.getByText('Golem')).toHaveCount(0)
  })

  test('explains itself while it is empty, and shows every token again', async ({ page }) => {
    await page.goto(`${product.url}/?watch=1`)
    const table = page.getByRole('table', { name: 'Tokens' })
    await expect(table).toContainText('Your watchlist is empty')
    await table.getByRole('button', { name: 'Show every token' }).click()
    await expect(table.getByText('Bittensor')).toBeVisible()
  })

  test('is the same in every tab', async ({ page, context }) => {
    await page.goto(product.url)
    const other = await context.newPage()
    await other.goto(product.url)
    await page.getByRole('button', { name: 'Watch Bittensor' }).click()
    await expect(other.getByRole('button', { name: 'Watch Bittensor' })).toHaveAttribute(
      'aria-pressed',
      'true',
    )
  })

  test('works for as long as the page where storage is closed, and keeps text it cannot read', async ({
    page,
    context,
  }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new DOMException('blocked', 'SecurityError')
        },
      })
    })
    await page.goto(product.url)
    const star = page.getByRole('button', { name: 'Watch Bittensor' })
    await star.click()
    await expect(star).toHaveAttribute('aria-pressed', 'true')
    const open = await context.newPage()
    await open.addInitScript(() => localStorage.setItem('strata-watchlist', '<garbage>'))
    await open.goto(product.url)
    await expect(open.getByRole('button', { name: 'Watch Bittensor' })).toHaveAttribute(
      'aria-pressed',
      'false',
    )
    await expect
      .poll(() => open.evaluate(() => localStorage.getItem('strata-watchlist-unreadable')))
      .toBe('<garbage>')
  })
})

async function openPreferences(page: Page) {
  await page.getByRole('button', { name: 'Preferences' }).click()
  const dialog = page.getByRole('dialog', { name: 'Preferences' })
  await expect(dialog).toBeVisible()
  return dialog
}

test.describe('watchlist file', () => {
  test('leaves the browser and comes back, with what was wrong said in words', async ({ page }) => {
    await page.goto(product.url)
    await page.getByRole('button', { name: 'Watch Golem' }).click()
    await page.getByRole('button', { name: 'Watch Bittensor' }).click()
    const dialog = await openPreferences(page)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: 'Export watchlist' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^strata-watchlist_\d{8}T\d{6}Z\.json$/)
    const file = JSON.parse(readFileSync(await download.path(), 'utf8'))
    expect(file).toMatchObject({ format: 'strata-watchlist', version: 1, ids: ['golem', 'bittensor'] })
    const input = dialog.getByLabel('Import watchlist')
    const choose = (name: string, text: string) =>
      input.setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) })
    await choose('list.json', JSON.stringify({ ...file, ids: ['golem', 'akash-network', 'dogecoin'] }))
    await expect(dialog).toContainText('2 tokens added, 1 already there.')
    await expect(dialog).toContainText('not part of this mapping: dogecoin')
    await expect(dialog).toContainText('4 tokens')
    await choose('photo.json', '{"format":"album"}')
    await expect(dialog).toContainText('photo.json was not imported: its format is "album"')
    await expect(dialog).toContainText('4 tokens')
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'Preferences' })).toBeFocused()
    await expect(page.getByRole('button', { name: 'Watch Akash Network' })).toHaveAttribute(
      'aria-pressed',
      'true',
    )
  })
})

test.describe('preferences', () => {
  const range = (page: Page, name: string) =>
    page.getByRole('radiogroup', { name: 'Range' }).getByRole('radio', { name, exact: true })

  test('last, fill the address that leaves them out, and give way to one that does not', async ({
    page,
    browser,
  }) => {
    await page.goto(product.url)
    const dialog = await openPreferences(page)
    await dialog.getByRole('combobox', { name: /^Range/ }).selectOption('7d')
    await dialog.getByRole('combobox', { name: /^Weighting/ }).selectOption('equal')
    await expect(page).toHaveURL(/range=7d/)
    await page.keyboard.press('Escape')
    await page.goto(product.url)
    await expect(range(page, '7d')).toBeChecked()
    await expect(page).toHaveURL(/range=7d&weighting=equal/)
    const shared = page.url()
    await page.goto(`${product.url}/?range=24h&weighting=capped`)
    await expect(range(page, '24h')).toBeChecked()
    await expect(page).toHaveURL(/range=24h&weighting=capped$/)
    const stranger = await browser.newContext()
    const other = await stranger.newPage()
    await other.goto(shared)
    await expect(range(other, '7d')).toBeChecked()
    await expect(other.getByRole('combobox', { name: /^Weight/ })).toHaveValue('equal')
    await stranger.close()
  })

  test('keep a choice that is the default in the address, against the own preference', async ({ page }) => {
    await page.addInitScript(() => localStorage.setItem('strata-preferences', '{"range":"7d"}'))
    await page.goto(product.url)
    await expect(range(page, '7d')).toBeChecked()
    await range(page, '24h').check({ force: true })
    await expect(page).toHaveURL(/range=24h/)
    await page.reload()
    await expect(range(page, '24h')).toBeChecked()
  })

  test('change the colours of gain and loss before the first paint of the next visit', async ({ page }) => {
    await page.goto(product.url)
    const rising = () =>
      page
        .locator('.headline.up')
        .first()
        .evaluate((element) => getComputedStyle(element).color)
    const usual = await rising()
    const dialog = await openPreferences(page)
    await dialog.getByRole('combobox', { name: /^Gain and loss/ }).selectOption('green-red')
    await expect.poll(rising).not.toBe(usual)
    const green = await rising()
    await dialog.getByRole('combobox', { name: /^Gain and loss/ }).selectOption('red-green')
    await expect.poll(rising).not.toBe(green)
    await page.reload({ waitUntil: 'domcontentloaded' })
    expect(await page.locator('html').getAttribute('data-palette')).toBe('red-green')
    const again = await openPreferences(page)
    await again.getByRole('button', { name: 'Reset preferences' }).click()
    await expect.poll(rising).toBe(usual)
  })

  test("show clock times in UTC, or in this computer's zone by its label", async ({ page }) => {
    await page.goto(product.url)
    const freshness = page.getByRole('status', { name: 'Data freshness' })
    await expect(freshness).toContainText('24 Apr 2025, 06:15 UTC')
    const dialog = await openPreferences(page)
    await dialog.getByRole('combobox', { name: /^Clock times/ }).selectOption('local')
    await expect(freshness).toContainText('23 Apr 2025, 23:15 UTC−7')
    await expect(page.getByText('USD, UTC−7.')).toBeVisible()
    await page.keyboard.press('Escape')
    await page.goto(`${product.url}/methodology`)
    await expect(page.getByText('23 Apr 2025, 23:15 UTC−7').first()).toBeVisible()
  })

  test('ignore garbage that was kept, and lose nothing of it', async ({ page }) => {
    await page.addInitScript(() => {
      if (localStorage.getItem('strata-preferences') === null)
        localStorage.setItem('strata-preferences', '<garbage>')
    })
    await page.goto(product.url)
    await expect(range(page, '24h')).toBeChecked()
    await expect
      .poll(() => page.evaluate(() => localStorage.getItem('strata-preferences-unreadable')))
      .toBe('<garbage>')
  })
})
