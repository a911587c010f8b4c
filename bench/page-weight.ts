import { gzipSync } from 'node:zlib'
import { ensureBuild } from '#lib/server/commands/build'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { startProduct } from '../e2e/product.ts'
import type { Result } from './result.ts'

const KILOBYTE = 1024

/** What the Overview costs on first load: its HTML, and every script the HTML names (gzip, modern browsers). */
export async function pageWeight(): Promise<Result[]> {
  ensureBuild(PROJECT_ROOT)
  const product = await startProduct({ STRATA_SOURCE: 'recorded' })
  try {
    const html = await (await fetch(product.url)).text()
    const scripts = [...html.matchAll(/<script\b[^>]*>/g)]
      .filter(([tag]) => !/\bnomodule\b/i.test(tag))
      .flatMap(([tag]) => /\bsrc="([^"]+)"/.exec(tag)?.[1] ?? [])
    const sizes = await Promise.all([...new Set(scripts)].map((path) => gzipSize(new URL(path, product.url))))
    const total = sizes.reduce((sum, size) => sum + size, 0)
    return [
      { name: 'HTML of /, gzip', value: gzipSync(html).length / KILOBYTE, unit: 'KB', target: 60 },
      {
        name: `first-load JavaScript of /, ${sizes.length} files, gzip`,
        value: total / KILOBYTE,
        unit: 'KB',
        target: 200,
      },
    ]
  } finally {
    await product.stop()
  }
}

async function gzipSize(url: URL): Promise<number> {
  return gzipSync(await (await fetch(url)).text()).length
}
