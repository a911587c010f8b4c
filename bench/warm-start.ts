import { spawnSync } from 'node:child_process'
import { ensureBuild } from '#lib/server/commands/build'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { startProduct } from '../e2e/product.ts'
import { medianOf, type Result } from './result.ts'

/** From the start of the process to a 200 of `/readyz` with a build at hand, against starting Node for nothing. */
export async function warmStart(): Promise<Result[]> {
  ensureBuild(PROJECT_ROOT)
  const start = await medianOf(5, measureStart)
  const node = await medianOf(5, measureNode)
  return [
    {
      name: 'warm start to /readyz',
      value: start,
      unit: 's',
      target: 3,
      baseline: { name: 'node -e 0', value: node },
    },
  ]
}

async function measureStart(): Promise<number> {
  const startedAt = performance.now()
  const product = await startProduct({ STRATA_SOURCE: 'recorded' })
  const { ok } = await fetch(`${product.url}/readyz`)
  const seconds = (performance.now() - startedAt) / 1000
  await product.stop()
  if (!ok) throw new Error('/readyz refused')
  return seconds
}

function measureNode(): number {
  const startedAt = performance.now()
  spawnSync(process.execPath, ['-e', '0'])
  return (performance.now() - startedAt) / 1000
}
