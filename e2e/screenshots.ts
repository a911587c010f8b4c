import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { ensureBuild } from '#lib/server/commands/build'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { findBrowser } from './find-browser.ts'
import { type Product, startProduct } from './product.ts'

/**
 * `npm run screenshots`: the README's pictures from the running product on recorded data; with `-- --all FOLDER` every
 * width and theme, whole pages, to look at.
 */
const README_SHOTS = [
  { width: 1280, height: 860, scheme: 'light', fullPage: false },
  { width: 1280, height: 860, scheme: 'dark', fullPage: false },
] as const
const ALL_SHOTS = [360, 1280, 1920].flatMap((width) =>
  (['light', 'dark'] as const).map((scheme) => ({ width, height: 900, scheme, fullPage: true })),
)

type Shot = (typeof README_SHOTS)[number] | (typeof ALL_SHOTS)[number]

async function takeShots(
  product: Product,
  shots: readonly Shot[],
  nameOf: (shot: Shot) => string,
): Promise<void> {
  const executablePath = findBrowser()
  const browser = await chromium.launch(executablePath ? { executablePath } : {})
  for (const shot of shots) {
    const { width, height, scheme, fullPage } = shot
    const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme })
    await page.goto(product.url, { waitUntil: 'networkidle' })
    await page.locator('.recharts-surface').first().waitFor()
    await page.screenshot({ path: nameOf(shot), fullPage })
    await page.close()
  }
  await browser.close()
}

const folder = process.argv.includes('--all') ? process.argv.at(-1) : undefined
const target = folder ?? join(PROJECT_ROOT, 'docs')
mkdirSync(target, { recursive: true })
ensureBuild(PROJECT_ROOT)
const product = await startProduct({ STRATA_SOURCE: 'recorded' })
try {
  await takeShots(product, folder ? ALL_SHOTS : README_SHOTS, ({ width, scheme }) =>
    join(target, folder ? `overview-${width}-${scheme}.png` : `overview-${scheme}.png`),
  )
} finally {
  await product.stop()
}
