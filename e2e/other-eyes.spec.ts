import { type Product, startProduct } from './product.ts'
import { expect, test } from './quiet-page.ts'
import { isDrawn, SCREENS } from './screens.ts'

let product: Product

test.beforeAll(async () => {
  product = await startProduct({ STRATA_SOURCE: 'recorded' })
})
test.afterAll(() => product.stop())

test.describe('tips', () => {
  test('open on focus, stay after a press and close on Escape', async ({ page }) => {
    await page.goto(product.url)
    const flag = page.getByRole('button', { name: 'Self-check of SingularityNET' })
    const words = page.getByRole('tooltip').filter({ hasText: 'Self-check' })
    // Out of sight and the page alive: focus scrolls, which must not close what it opened.
    await page.locator('.recharts-surface').first().waitFor()
    await flag.focus()
    await expect(words).toBeVisible()
    await expect(flag).toBeInViewport()
    await expect(flag).toHaveAccessibleDescription(/^Self-check: /)
    await page.keyboard.press('Escape')
    await expect(words).toBeHidden()
    await flag.hover()
    await flag.click()
    await page.mouse.move(5, 5)
    await expect(words).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(words).toBeHidden()
    const why = page.getByRole('button', { name: 'Why the volatility of Worldcoin is unknown' })
    await expect(why).toHaveAccessibleDescription(/^Unknown: .+\(n = \d+\)\.$/)
  })
})

test('a tip focused before the page is alive opens as soon as it is', async ({ page }) => {
  await page.route(/\/_next\/static\/.*\.js/, async (route) => {
    await isFocused
    await route.continue()
  })
  let tellFocused = () => {}
  const isFocused = new Promise<void>((resolve) => {
    tellFocused = resolve
  })
  await page.goto(product.url, { waitUntil: 'commit' })
  await page.getByRole('button', { name: 'Self-check of SingularityNET' }).focus()
  tellFocused()
  await expect(page.getByRole('tooltip').filter({ hasText: 'Self-check' })).toBeVisible()
})

test.describe('other eyes', () => {
  test('forced colours and reduced motion lose nothing of the Overview', async ({ page }) => {
    await page.goto(product.url)
    const figures = () => page.getByRole('main').innerText()
    await isDrawn(page, '.recharts-surface')
    const usual = await figures()
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
    await expect.poll(figures).toBe(usual)
    for (const band of await page.getByRole('article').all()) await expect(band).toBeVisible()
    const chosen = page.getByRole('radio', { name: '24h' }).locator('+ span')
    expect(await chosen.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid')
    const star = page.getByRole('button', { name: 'Watch Bittensor' })
    await star.focus()
    await expect(star).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(star).toHaveAttribute('aria-pressed', 'true')
  })

  for (const { name, path, ready } of SCREENS) {
    test(`${name} says the same in forced colours and without motion`, async ({ page }) => {
      await page.goto(`${product.url}${path}`)
      await isDrawn(page, ready)
      const words = () => page.getByRole('main').innerText()
      const usual = await words()
      await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
      await expect.poll(words).toBe(usual)
      const moving = await page.evaluate(() => document.getAnimations().length)
      expect(moving).toBe(0)
    })
  }

  test('paper has every number and nothing to press', async ({ page }) => {
    await page.goto(product.url)
    await expect(page.locator('.recharts-surface').first()).toBeVisible()
    await page.emulateMedia({ media: 'print' })
    for (const name of ['Preferences', 'Switch between light and dark'])
      await expect(page.getByRole('button', { name })).toBeHidden()
    await expect(page.getByRole('link', { name: 'Export CSV' })).toBeHidden()
    await expect(page.getByRole('article')).toHaveCount(4)
    await expect(page.getByRole('table', { name: 'Tokens' }).getByText('Bittensor')).toBeVisible()
    await expect(page.getByText('Powered by CoinGecko').first()).toBeVisible()
    expect((await page.pdf()).length).toBeGreaterThan(20_000)
  })
})
