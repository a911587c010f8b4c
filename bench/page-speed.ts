import { type Browser, chromium } from '@playwright/test'
import { ensureBuild } from '#lib/server/commands/build'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { findBrowser } from '../e2e/find-browser.ts'
import { startProduct } from '../e2e/product.ts'
import { median, type Result } from './result.ts'

const LOADS = 5
/** A middling phone on a slow mobile network. */
const SLOW = { cpu: 4, latencyMs: 150, bytesPerSecond: (1.6 * 1024 * 1024) / 8 }
const SETTLE_MS = 1500

interface Speed {
  lcpMs: number
  cls: number
  blockedMs: number
  transferredBytes: number
}

/** What a first visitor of the Overview waits for, on a fast machine and on a slow one. */
export async function pageSpeed(): Promise<Result[]> {
  ensureBuild(PROJECT_ROOT)
  const executablePath = findBrowser()
  const browser = await chromium.launch(executablePath ? { executablePath } : {})
  const product = await startProduct({ STRATA_SOURCE: 'recorded' })
  try {
    const fast = await speedOf(browser, product.url, false)
    const slow = await speedOf(browser, product.url, true)
    const label = `${SLOW.cpu}× slower CPU, ${SLOW.latencyMs} ms, 1.6 Mbit/s`
    return [
      { id: 'F9', name: 'largest contentful paint', value: fast.lcpMs, unit: 'ms', target: 800 },
      { id: 'F9', name: `largest contentful paint, ${label}`, value: slow.lcpMs, unit: 'ms', target: 1800 },
      { id: 'F9', name: `layout shift, ${label}`, value: slow.cls, unit: '', target: 0.02 },
      { id: 'F9', name: 'main thread blocked', value: fast.blockedMs, unit: 'ms', target: 150 },
      {
        id: 'F8',
        name: 'everything a first view transfers',
        value: fast.transferredBytes / 1024,
        unit: 'KB',
        target: 300,
      },
    ]
  } finally {
    await product.stop()
    await browser.close()
  }
}

async function speedOf(browser: Browser, url: string, isSlow: boolean): Promise<Speed> {
  const loads: Speed[] = []
  for (let load = 0; load < LOADS; load += 1) loads.push(await loadOnce(browser, url, isSlow))
  const medianOfAll = (pick: (speed: Speed) => number) => median(loads.map(pick))
  return {
    lcpMs: medianOfAll(({ lcpMs }) => lcpMs),
    cls: medianOfAll(({ cls }) => cls),
    blockedMs: medianOfAll(({ blockedMs }) => blockedMs),
    transferredBytes: medianOfAll(({ transferredBytes }) => transferredBytes),
  }
}

/** A new context each time: nothing is kept from the load before. */
async function loadOnce(browser: Browser, url: string, isSlow: boolean): Promise<Speed> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Network.enable')
  let transferredBytes = 0
  cdp.on('Network.loadingFinished', ({ encodedDataLength }) => {
    transferredBytes += encodedDataLength
  })
  if (isSlow) {
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOW.cpu })
    await cdp.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: SLOW.latencyMs,
      downloadThroughput: SLOW.bytesPerSecond,
      uploadThroughput: SLOW.bytesPerSecond,
    })
  }
  await page.addInitScript(watchVitals)
  await page.goto(url)
  await page.locator('.recharts-surface').first().waitFor()
  await page.waitForTimeout(SETTLE_MS)
  const vitals = await page.evaluate(() => window.vitals)
  await context.close()
  return { ...vitals, transferredBytes }
}

declare global {
  interface Window {
    vitals: { lcpMs: number; cls: number; blockedMs: number }
  }
}

function watchVitals(): void {
  const vitals = { lcpMs: 0, cls: 0, blockedMs: 0 }
  window.vitals = vitals
  const watch = (type: string, note: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true })
  watch('largest-contentful-paint', ({ startTime }) => {
    vitals.lcpMs = startTime
  })
  watch('layout-shift', (entry) => {
    const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean }
    if (!hadRecentInput) vitals.cls += value
  })
  watch('longtask', ({ duration }) => {
    vitals.blockedMs += Math.max(0, duration - 50)
  })
}
