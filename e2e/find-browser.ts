import { execFileSync, spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'
import { StartError } from '#lib/server/errors'

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
  const folders = (process.env.PATH ?? '').split(delimiter)
  const candidates = [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...MAC_APPS]
  return candidates.find(isExecutable) ?? null
}

function installOnDebian(): string | null {
  if (process.getuid?.() !== 0 || !isDebian()) return null
  process.stderr.write("No browser found; installing Debian's chromium package for the browser tests.\n")
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const
  spawnSync('apt-get', ['update'], options)
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], options)
  return installedBrowser()
}

function isDebian(): boolean {
  try {
    execFileSync('apt-get', ['--version'], { stdio: 'ignore' })
    return /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'))
  } catch {
    return false
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
