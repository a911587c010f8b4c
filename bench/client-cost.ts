import { type CDPSession, chromium, type Page } from '@playwright/test'
import { ensureBuild } from '#lib/server/commands/build'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { findBrowser } from '../e2e/find-browser.ts'
import { startLoopbackUpstream } from '../e2e/loopback-upstream.ts'
import { FAST_PLAN, startProduct } from '../e2e/product.ts'
import { medianOf, type Result } from './result.ts'

const REFRESHES = 6
const IDLE_MS = 500
const SLOW_DOWN = 4
const TYPED = 'bittensor'
const SORTED_COLUMNS = ['Price', '24h', 'Cap'] as const

/** What the browser pays: script of one refresh of the whole board, and the wait after a key or a click. */
export async function clientCost(): Promise<Result[]> {
  ensureBuild(PROJECT_ROOT)
  const executablePath = findBrowser()
  const browser = await chromium.launch(executablePath ? { executablePath } : {})
  try {
    return [await refreshCost(await browser.newPage()), ...(await interactionCost(await browser.newPage()))]
  } finally {
    await browser.close()
  }
}

async function refreshCost(page: Page): Promise<Result> {
  const upstream = await startLoopbackUpstream()
  const product = await startProduct({ ...FAST_PLAN, COINGECKO_BASE_URL: upstream.baseUrl })
  try {
    await page.goto(product.url)
    await page.locator('.recharts-surface').first().waitFor()
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('Performance.enable')
    let turn = 0
    const value = await medianOf(REFRESHES, async () => {
      turn += 1
      return scriptOfChange(page, cdp, () => upstream.move('bittensor', 1 + turn / 100, turn / 10))
    })
    return { name: 'script of one refresh of the board', value, unit: 'ms', target: 4 }
  } finally {
    await product.stop()
    await upstream.close()
  }
}

/** Script time from a change at the upstream until it stands on screen and the page is idle again, ms. */
async function scriptOfChange(page: Page, cdp: CDPSession, change: () => void): Promise<number> {
  const startMs = await scriptMs(cdp)
  change()
  await page.evaluate(untilPriceChanges, IDLE_MS)
  return (await scriptMs(cdp)) - startMs
}

/** Resolves some time after a price on screen has moved. */
function untilPriceChanges(idleMs: number): Promise<void> {
  return new Promise((resolve) => {
    const table = document.querySelector('.token-table')
    if (table === null) throw new Error('there is no token table on screen')
    const observer = new MutationObserver((records) => {
      const isPrice = ({ addedNodes }: MutationRecord) =>
        [...addedNodes].some((node) => node instanceof Element && node.classList.contains('price-cell'))
      if (!records.some(isPrice)) return
      observer.disconnect()
      setTimeout(resolve, idleMs)
    })
    observer.observe(table, { childList: true, subtree: true })
  })
}

async function scriptMs(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics')
  const seconds = metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? Number.NaN
  return seconds * 1000
}

/** Longest wait from key or click to the next frame, as the browser's own Event Timing measures it. */
async function interactionCost(page: Page): Promise<Result[]> {
  const product = await startProduct({ STRATA_SOURCE: 'recorded' })
  try {
    await page.goto(product.url)
    await page.locator('.recharts-surface').first().waitFor()
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOW_DOWN })
    await page.evaluate(observeInteractions)
    await page.getByRole('searchbox', { name: 'Filter tokens' }).pressSequentially(TYPED, { delay: 120 })
    const typing = await longestWait(page)
    await page.getByRole('searchbox', { name: 'Filter tokens' }).fill('')
    await page.evaluate(observeInteractions)
    for (const name of SORTED_COLUMNS)
      await page.getByRole('table', { name: 'Tokens' }).getByRole('button', { name }).first().click()
    const sorting = await longestWait(page)
    return [
      {
        name: `longest wait while typing in the filter, ${SLOW_DOWN}× slower`,
        value: typing,
        unit: 'ms',
        target: 100,
      },
      { name: `longest wait after sorting, ${SLOW_DOWN}× slower`, value: sorting, unit: 'ms', target: 100 },
    ]
  } finally {
    await product.stop()
  }
}

declare global {
  interface Window {
    longestInteraction: number
  }
}

function observeInteractions(): void {
  window.longestInteraction = 0
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries())
      window.longestInteraction = Math.max(window.longestInteraction, duration)
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
}

async function longestWait(page: Page): Promise<number> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 500))))
  return page.evaluate(() => window.longestInteraction)
}
