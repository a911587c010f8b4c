import { violationsOn } from './accessibility.ts'
import { type Product, startProduct } from './product.ts'
import { expect, test } from './quiet-page.ts'
import { isDrawn, SCHEMES, SCREENS, WIDTHS } from './screens.ts'

let product: Product

test.beforeAll(async () => {
  product = await startProduct({ STRATA_SOURCE: 'recorded' })
})
test.afterAll(() => product.stop())

for (const { name, path, ready } of SCREENS) {
  for (const width of WIDTHS) {
    for (const colorScheme of SCHEMES) {
      test.describe(`${name}, ${width} px, ${colorScheme}`, () => {
        test.use({ colorScheme, viewport: { width, height: 900 } })

        test('does not scroll sideways and has no serious accessibility finding', async ({ page }) => {
          await page.goto(`${product.url}${path}`)
          await isDrawn(page, ready)
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          )
          expect(overflow).toBeLessThanOrEqual(0)
          expect(await violationsOn(page, { impacts: ['serious', 'critical'] })).toEqual([])
        })
      })
    }
  }
}

test('is reachable by keyboard, the skip link first', async ({ page }) => {
  await page.goto(product.url)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: /skip/i })).toBeFocused()
  for (const name of ['banner', 'main', 'contentinfo'] as const)
    await expect(page.getByRole(name)).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
})

test('keeps the theme a reader chose', async ({ page }) => {
  await page.goto(product.url)
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
  const before = await background()
  await page
    .getByRole('button', { name: /theme|dark|light/i })
    .first()
    .click()
  await expect.poll(background).not.toBe(before)
  const chosen = await background()
  await page.reload()
  expect(await background()).toBe(chosen)
})
