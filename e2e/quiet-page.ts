import { test as base, expect, type Page, type Response } from '@playwright/test'

/** Until React has woken up, what is pressed may be lost; the search button names its keys once it has. */
async function isAlive(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('.search-button kbd')?.textContent !== '')
}

/** Pages are alive once they are open, unless a test says itself how far to wait, or is without JavaScript. */
export const loudTest = base.extend({
  page: async ({ page, javaScriptEnabled }, use) => {
    const { goto, reload } = page
    const wake = async (answer: Promise<Response | null>, { waitUntil }: { waitUntil?: string } = {}) => {
      const response = await answer
      if (javaScriptEnabled !== false && waitUntil === undefined) await isAlive(page)
      return response
    }
    page.goto = (url, options) => wake(goto.call(page, url, options), options)
    page.reload = (options) => wake(reload.call(page, options), options)
    await use(page)
  },
})

/** Every test fails on a console error or warning, a failed request to our own origin or an uncaught fault. */
export const test = loudTest.extend<{ quiet: undefined }>({
  quiet: [
    async ({ page }, use) => {
      const noise: string[] = []
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type()))
          noise.push(`${message.type()}: ${message.text()} (${message.location().url})`)
      })
      page.on('pageerror', (error) => noise.push(`uncaught: ${error.message}`))
      await use(undefined)
      expect(noise).toEqual([])
    },
    { auto: true },
  ],
})

export { expect }
