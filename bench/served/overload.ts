import { startProduct } from '../../e2e/product.ts'
import { median, type Result } from '../result.ts'
import { rawLoad } from './raw-load.ts'

const TURNS = 3
const CAPACITY = 16
const OVERLOAD = 80
const SECONDS = 3

/** Good answers a second with five times as many impatient clients as it takes to be busy. */
export async function overload(): Promise<Result[]> {
  const product = await startProduct({ STRATA_SOURCE: 'recorded', STRATA_TRUSTED_PROXIES: '1' })
  const good = (connections: number) =>
    rawLoad({ url: `${product.url}/api/snapshot`, headers: {}, seconds: SECONDS, status: 200, connections })
  try {
    const capacity: number[] = []
    const overloaded: number[] = []
    for (let turn = 0; turn < TURNS; turn += 1) {
      capacity.push(await good(CAPACITY))
      overloaded.push(await good(OVERLOAD))
    }
    return [
      {
        id: 'F14',
        name: 'good answers under five times the load',
        value: median(overloaded) / median(capacity),
        unit: '× capacity',
        target: 0.9,
        isLeast: true,
        baseline: { name: 'answers/s at capacity', value: median(capacity) },
      },
    ]
  } finally {
    await product.stop()
  }
}
