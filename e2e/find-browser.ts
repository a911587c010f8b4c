import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { StartError } from '#lib/server/errors'
import { findProgram, isExecutable, pathFolders } from '../tests/programs/find-program.ts'
import { installDebianPackage } from '../tests/programs/install-debian-package.ts'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
const MAC_APPS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
]

/**
 * The browser for browser tests: `CHROMIUM_PATH`, else Playwright's own (`null`), else an installed Chromium, Chrome
 * or Edge, else Debian's package when this is Debian and we are root.
 * @throws StartError with one sentence on what to install
 */
export function findBrowser(): string | null {
  const given = process.env.CHROMIUM_PATH
  if (given) {
    if (isExecutable(given)) return given
    throw new StartError(
      `CHROMIUM_PATH is ${given}, which is not a program: set it to a Chromium or Chrome binary.`,
    )
  }
  if (existsSync(chromium.executablePath())) return null
  const found = installedBrowser() ?? installOnDebian()
  if (found) return found
  throw new StartError(
    'Browser tests need Chromium: run "npx playwright install chromium", or install Chromium or Chrome, or set CHROMIUM_PATH.',
  )
}

function installedBrowser(): string | null {
  return findProgram(NAMES, pathFolders()) ?? MAC_APPS.find(isExecutable) ?? null
}

function installOnDebian(): string | null {
  installDebianPackage({ name: 'chromium', missing: 'browser', use: 'the browser tests' })
  return installedBrowser()
}
