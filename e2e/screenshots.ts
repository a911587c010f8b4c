import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { ensureBuild } from '#lib/server/commands/build'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { findBrowser } from './find-browser.ts'
import { type Product, startProduct } from './product.ts'
import { SCHEMES, SCREENS, type Screen, WIDTHS } from './screens.ts'

/**
 * `npm run screenshots`: the README's pictures from the running product on recorded data; with `-- --all FOLDER` every
 * screen, width and theme, whole pages, to look at.
 */
interface Shot {
  file: string
  screen: Screen
  width: number
  height: number
  scheme: (typeof SCHEMES)[number]
  fullPage: boolean
}

/** The three that say most. */
const README_SCREENS = SCREENS.filter(({ name }) => ['overview', 'volatility', 'stack'].includes(name))

const README_SHOTS: readonly Shot[] = README_SCREENS.flatMap((screen) =>
  SCHEMES.map((scheme) => ({
    file: `${screen.name}-${scheme}.png`,
    screen,
    width: 1280,
    height: 860,
    scheme,
    fullPage: false,
  })),
)

const ALL_SHOTS: readonly Shot[] = SCREENS.flatMap((screen) =>
  WIDTHS.flatMap((width) =>
    SCHEMES.map((scheme) => ({
      file: `${screen.name}-${width}-${scheme}.png`,
      screen,
      width,
      height: 900,
      scheme,
      fullPage: true,
    })),
  ),
)

async function takeShots(product: Product, shots: readonly Shot[], target: string): Promise<void> {
  const executablePath = findBrowser()
  const browser = await chromium.launch(executablePath ? { executablePath } : {})
  for (const { file, screen, width, height, scheme, fullPage } of shots) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme })
    await page.goto(`${product.url}${screen.path}`, { waitUntil: 'networkidle' })
    await page.locator(screen.ready).first().waitFor()
    await page.screenshot({ path: join(target, file), fullPage })
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
  await takeShots(product, folder ? ALL_SHOTS : README_SHOTS, target)
} finally {
  await product.stop()
}
