import { test as base, expect } from '@playwright/test'

/** Every test fails on a console error or warning, a failed request to our own origin or an uncaught fault. */
export const test = base.extend<{ quiet: undefined }>({
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
