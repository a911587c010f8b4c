import { type Product, startProduct } from './product.ts'
import { expect, test } from './quiet-page.ts'

let product: Product

test.beforeAll(async () => {
  product = await startProduct({ STRATA_SOURCE: 'recorded' })
})
test.afterAll(() => product.stop())

const PICTURES = [
  '/opengraph-image',
  '/methodology/opengraph-image',
  '/volatility/opengraph-image',
  '/stack/opengraph-image',
  '/layers/middleware/opengraph-image',
  '/layers/nowhere/opengraph-image',
  '/tokens/bittensor/opengraph-image',
  '/tokens/dogecoin/opengraph-image',
]

test('link previews are pictures of 1200 × 630 for every screen, also for what does not exist', async ({
  request,
}) => {
  for (const path of PICTURES) {
    const response = await request.get(product.url + path)
    const body = await response.body()
    expect([path, response.status(), response.headers()['content-type']]).toEqual([path, 200, 'image/png'])
    expect([path, body.subarray(1, 4).toString(), body.readUInt32BE(16), body.readUInt32BE(20)]).toEqual([
      path,
      'PNG',
      1200,
      630,
    ])
    expect(body.length).toBeGreaterThan(5_000)
  }
})

/** What the server has worked so far, s: unlike a time of day it does not grow while the machine does other work. */
async function workedSeconds(): Promise<number> {
  const metrics = await (await fetch(`${product.url}/metrics`)).text()
  return Number(/^process_cpu_seconds_total (\S+)$/m.exec(metrics)?.[1])
}

test('link previews are drawn once for many readers', async ({ request }) => {
  const path = `${product.url}/tokens/golem/opengraph-image`
  const before = await workedSeconds()
  const first = await (await request.get(path)).body()
  const drawn = await workedSeconds()
  for (let reader = 0; reader < 20; reader += 1)
    expect((await (await request.get(path)).body()).equals(first)).toBe(true)
  expect((await workedSeconds()) - drawn).toBeLessThan(drawn - before)
})

test("link previews are named in the page's head, with the words of the same numbers", async ({ page }) => {
  await page.goto(product.url)
  const content = (property: string) => page.locator(`meta[property="${property}"]`).getAttribute('content')
  expect(await content('og:image')).toMatch(/^http:\/\/localhost:\d+\/opengraph-image/)
  expect(await content('og:title')).toContain('−1.72\u00a0%')
  expect(await content('og:description')).toContain('Recorded data as of 24 Apr 2025, 06:15 UTC')
  expect(await page.title()).not.toContain('%')
})
