import type { BrowserContext, Page } from '@playwright/test'
import { type LoopbackUpstream, startLoopbackUpstream } from './loopback-upstream.ts'
import { FAST_PLAN, type Product, startProduct } from './product.ts'
import { expect, loudTest, test } from './quiet-page.ts'

let upstream: LoopbackUpstream
let product: Product

test.beforeEach(async () => {
  upstream = await startLoopbackUpstream()
  product = await startProduct({ ...FAST_PLAN, COINGECKO_BASE_URL: upstream.baseUrl })
})
test.afterEach(async ({ context }) => {
  // Pages left open would find their server gone, and say so.
  for (const page of context.pages()) await page.close()
  await product.stop()
  await upstream.close()
})

const freshness = (page: Page) => page.getByRole('status', { name: 'Data freshness' })
const price = (page: Page) =>
  page.getByRole('row').filter({ hasText: 'Bittensor' }).first().locator('.price-cell')

/** Opens the board once the server has all the history it wants: from then on nothing but prices changes. */
async function openSettled(page: Page): Promise<void> {
  const missing = async () => {
    const { history } = await (await fetch(`${product.url}/api/snapshot`)).json()
    return history.needed - history.filled
  }
  await expect.poll(missing, { timeout: 15_000 }).toBe(0)
  await page.goto(product.url)
  await expect(freshness(page)).toContainText('streaming')
}

/** Names of the animations that begin in a price from now on. */
async function animationsOf(page: Page): Promise<() => Promise<string[]>> {
  const seen = await page.evaluateHandle(() => {
    const names: string[] = []
    document.addEventListener('animationstart', ({ target, animationName }) => {
      if (target instanceof Element && target.closest('.price-cell') !== null) names.push(animationName)
    })
    return names
  })
  return () => seen.jsonValue()
}

/** Addresses asked for by any tab, since this was called. */
function requestsOf(context: BrowserContext, path: string): string[] {
  const seen: string[] = []
  context.on('request', (request) => {
    if (new URL(request.url()).pathname === path) seen.push(request.url())
  })
  return seen
}

test.describe('the live stream', () => {
  test('brings a price without a reload and without asking, and lights it up', async ({ page, context }) => {
    await openSettled(page)
    await expect(price(page)).toHaveText('$343.58')
    await expect(price(page)).not.toHaveClass(/rose|fell/)
    const animations = await animationsOf(page)
    const asked = requestsOf(context, '/api/snapshot')
    upstream.move('bittensor', 1.1, 10)
    await expect(price(page)).toHaveText('$377.94')
    await expect(price(page)).toHaveClass(/rose/)
    await expect.poll(animations).toEqual(['lit-up'])
    upstream.move('bittensor', 1, 0)
    await expect(price(page)).toHaveClass(/fell/)
    expect(asked).toEqual([])
  })

  test('does not light up for who wants no motion', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.goto(product.url)
    await expect(freshness(page)).toContainText('streaming')
    const animations = await animationsOf(page)
    upstream.move('bittensor', 1.1, 10)
    await expect(price(page)).toHaveText('$377.94')
    await expect(price(page)).toHaveClass(/rose/)
    // Two frames later a light would have begun.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    expect(await animations()).toEqual([])
  })

  test('is one for two tabs, and goes on in the second when the first is closed', async ({
    page,
    context,
  }) => {
    const streams = requestsOf(context, '/api/stream')
    await page.goto(product.url)
    await expect(freshness(page)).toContainText('streaming')
    const second = await context.newPage()
    await second.goto(`${product.url}/?range=7d`)
    await expect(freshness(second)).toContainText('streaming')
    upstream.move('bittensor', 1.1, 10)
    for (const tab of [page, second]) await expect(price(tab)).toHaveText('$377.94')
    expect(streams).toHaveLength(1)
    await page.close()
    await expect.poll(() => streams.length).toBe(2)
    upstream.move('bittensor', 1, 0)
    await expect(price(second)).toHaveText('$343.58')
    await expect(freshness(second)).toContainText('streaming')
    expect(streams).toHaveLength(2)
  })

  test('tells a tab with another view when to ask for its own board', async ({ page }) => {
    await page.goto(`${product.url}/?weighting=cap`)
    await expect(freshness(page)).toContainText('streaming')
    upstream.move('bittensor', 1.1, 10)
    // A refresh, a moment of chance and a board that nobody has asked for before.
    await expect(price(page)).toHaveText('$377.94', { timeout: 15_000 })
  })

  test('answers as agreed: headers, resume, unknown parameters', async ({ request }) => {
    const answer = await fetch(`${product.url}/api/stream`)
    expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(answer.headers.get('cache-control')).toContain('no-transform')
    expect(answer.headers.get('x-accel-buffering')).toBe('no')
    expect(answer.headers.get('content-encoding')).toBeNull()
    const reader = answer.body?.getReader()
    const first = new TextDecoder().decode((await reader?.read())?.value)
    expect(first).toMatch(/^retry: [2-8]\d{3}\n\n/)
    await reader?.cancel()
    const refused = await request.get(`${product.url}/api/stream?since=1`)
    expect([refused.status(), (await refused.json()).error.field]).toEqual([400, 'since'])
  })
})

loudTest('a board heals by itself when the server comes back', async ({ page }) => {
  loudTest.slow()
  await page.goto(product.url)
  await expect(freshness(page)).toContainText('streaming')
  await product.stop()
  await expect(freshness(page)).not.toContainText('streaming')
  const { port } = new URL(product.url)
  product = await startProduct({ ...FAST_PLAN, COINGECKO_BASE_URL: upstream.baseUrl, PORT: port })
  upstream.move('bittensor', 1.1, 10)
  await expect(freshness(page)).toContainText('streaming', { timeout: 20_000 })
  await expect(price(page)).toHaveText('$377.94', { timeout: 15_000 })
  await expect(page.getByText('Not updating')).toHaveCount(0)
})

loudTest('a board whose stream is blocked goes on by asking', async ({ page }) => {
  await page.route('**/api/stream*', (route) => route.abort())
  await page.goto(product.url)
  await expect(freshness(page)).toContainText('polling')
  upstream.move('bittensor', 1.1, 10)
  await expect(price(page)).toHaveText('$377.94', { timeout: 15_000 })
})

loudTest(
  'a computer without a network says so at once, and asks once when it is back',
  async ({ page, context }) => {
    await openSettled(page)
    const asked = requestsOf(context, '/api/snapshot')
    await context.setOffline(true)
    await expect(page.getByText('this computer is offline')).toBeVisible()
    await expect(freshness(page)).toContainText('Not updating')
    upstream.move('bittensor', 1.1, 10)
    await page.waitForTimeout(3_000)
    await expect(price(page)).toHaveText('$343.58')
    expect(asked).toEqual([])
    await context.setOffline(false)
    await expect(price(page)).toHaveText('$377.94')
    await expect(page.getByText('this computer is offline')).toHaveCount(0)
    await expect(freshness(page)).toContainText('streaming')
    expect(asked).toHaveLength(1)
  },
)
