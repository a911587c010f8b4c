import { startLoopbackUpstream } from '../../e2e/loopback-upstream.ts'
import { FAST_PLAN, startProduct } from '../../e2e/product.ts'
import type { Result } from '../result.ts'
import { MEGABYTE, residentBytes } from './process-memory.ts'

/** Until history is filled and every cache is warm, ms. */
const SETTLING_MS = 10_000

/** Resident memory of a live board nobody reads. How it grows under load only a soak tells: `npm run bench:soak`. */
export async function memory(): Promise<Result[]> {
  const upstream = await startLoopbackUpstream()
  const product = await startProduct({
    ...FAST_PLAN,
    COINGECKO_BASE_URL: upstream.baseUrl,
    STRATA_REFRESH_SECONDS: '2',
  })
  try {
    await new Promise((resolve) => setTimeout(resolve, SETTLING_MS))
    return [
      {
        id: 'F13',
        name: 'idle resident memory, live board',
        value: residentBytes(product.pid) / MEGABYTE,
        unit: 'MB',
        target: 300,
      },
    ]
  } finally {
    await product.stop()
    await upstream.close()
  }
}
