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
    expect(await open.evaluate(() => localStorage.getItem('strata-watchlist-unreadable'))).toBe('<garbage>')
  })
})
