import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test'
import { ensureBuild } from '#lib/server/commands/build'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { findBrowser } from '../e2e/find-browser.ts'
import { type LoopbackUpstream, startLoopbackUpstream } from '../e2e/loopback-upstream.ts'
import { FAST_PLAN, startProduct } from '../e2e/product.ts'
import { medianOf, type Result } from './result.ts'

const REFRESHES = 6
/** Above this a browser counts a task as long. */
const LONG_TASK_MS = 50
/** From an event until the board and its chart stand again; shorter than the pause before the next event. */
const SETTLE_MS = 400
const NO_ROW = 'no-token-is-called-so'
const SLOW_DOWN = 4
const TYPED = 'bittensor'
const SORTED_COLUMNS = ['Price', '24h', 'Cap'] as const

/** What the browser pays: script of one refresh of the whole board, and the wait after a key or a click. */
export async function clientCost(): Promise<Result[]> {
  ensureBuild(PROJECT_ROOT)
  const executablePath = findBrowser()
  const browser = await chromium.launch(executablePath ? { executablePath } : {})
  try {
    return [...(await refreshCost(browser)), ...(await interactionCost(await browser.newPage()))]
  } finally {
    await browser.close()
  }
}

/** The rows' share is what a refresh costs more with every row on screen than with none, everything else alike. */
async function refreshCost(browser: Browser): Promise<Result[]> {
  const upstream = await startLoopbackUpstream()
  const product = await startProduct({ ...FAST_PLAN, COINGECKO_BASE_URL: upstream.baseUrl })
  try {
    const costOf = (path: string) => refreshCostOf(browser, product.url + path, upstream)
    const whole = await costOf('/')
    const withoutRows = await costOf(`/?q=${NO_ROW}`)
    return [
      { name: 'script of one refresh: the token rows', value: whole - withoutRows, unit: 'ms', target: 4 },
      {
        name: 'script of one refresh: whole board with chart',
        value: whole,
        unit: 'ms',
        target: LONG_TASK_MS,
      },
    ]
  } finally {
    await product.stop()
    await upstream.close()
  }
}

async function refreshCostOf(browser: Browser, url: string, upstream: LoopbackUpstream): Promise<number> {
  const page = await browser.newPage()
  await page.goto(url)
  await page.locator('.recharts-surface').first().waitFor()
  const cdp = await page.context().newCDPSession(page)
  // Time of the page's own thread: other work of the machine does not count.
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  await cdp.send('Network.enable')
  const nextSnapshot = () => snapshotEvent(cdp)
  await nextSnapshot()
  let turn = 0
  const cost = await medianOf(REFRESHES, async () => {
    turn += 1
    upstream.move('bittensor', 1 + turn / 100, turn / 10)
    const startMs = await scriptMs(cdp)
    await nextSnapshot()
    await page.waitForTimeout(SETTLE_MS)
    return (await scriptMs(cdp)) - startMs
  })
  await page.close()
  return cost
}

/** Resolves when the live stream brings the page the next board. */
function snapshotEvent(cdp: CDPSession): Promise<void> {
  return new Promise((resolve) => {
    cdp.on('Network.eventSourceMessageReceived', function hear({ eventName }) {
      if (eventName !== 'snapshot') return
      cdp.off('Network.eventSourceMessageReceived', hear)
      resolve()
    })
  })
}

/** Script time of the page so far, ms. */
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
