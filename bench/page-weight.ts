import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { ensureBuild } from '#lib/server/commands/build'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { startProduct } from '../e2e/product.ts'
import { SCREENS, type Screen } from '../e2e/screens.ts'
import type { Result } from './result.ts'

const KILOBYTE = 1024
/** Methodology carries every formula as markup. */
const HTML_LIMIT = 80
const OVERVIEW_LIMIT = 200
const OTHER_LIMIT = 220
/** Only code that draws knows this class of Recharts. */
const CHART_MARK = 'recharts-surface'

/** What each screen costs on first load (its HTML, every script the HTML names) and the chart code that follows; gzip. */
export async function pageWeight(): Promise<Result[]> {
  ensureBuild(PROJECT_ROOT)
  const product = await startProduct({ STRATA_SOURCE: 'recorded' })
  try {
    const results: Result[] = []
    for (const screen of SCREENS) results.push(...(await screenWeight(screen, product.url)))
    return [...results, chartWeight()]
  } finally {
    await product.stop()
  }
}

async function screenWeight({ name, path }: Screen, url: string): Promise<Result[]> {
  const html = await (await fetch(url + path)).text()
  const scripts = [...html.matchAll(/<script\b[^>]*>/g)]
    .filter(([tag]) => !/\bnomodule\b/i.test(tag))
    .flatMap(([tag]) => /\bsrc="([^"]+)"/.exec(tag)?.[1] ?? [])
  const sizes = await Promise.all([...new Set(scripts)].map((script) => gzipSize(new URL(script, url))))
  const total = sizes.reduce((sum, size) => sum + size, 0)
  return [
    { name: `${name}: HTML, gzip`, value: gzipSync(html).length / KILOBYTE, unit: 'KB', target: HTML_LIMIT },
    {
      name: `${name}: first-load JavaScript, ${sizes.length} files, gzip`,
      value: total / KILOBYTE,
      unit: 'KB',
      target: name === 'overview' ? OVERVIEW_LIMIT : OTHER_LIMIT,
    },
  ]
}

async function gzipSize(url: URL): Promise<number> {
  return gzipSync(await (await fetch(url)).text()).length
}

/** Every chunk that holds chart code, together. */
function chartWeight(): Result {
  const folder = join(PROJECT_ROOT, '.next', 'static', 'chunks')
  const sizes = readdirSync(folder)
    .filter((file) => file.endsWith('.js'))
    .map((file) => readFileSync(join(folder, file)))
    .filter((code) => code.includes(CHART_MARK))
    .map((code) => gzipSync(code).length)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  return {
    name: `chart code, ${sizes.length} files, gzip`,
    value: total / KILOBYTE,
    unit: 'KB',
    target: 140,
  }
}
