import { startLoopbackUpstream } from '../../e2e/loopback-upstream.ts'
import { FAST_PLAN, startProduct } from '../../e2e/product.ts'
import { quantile, type Result } from '../result.ts'
import { pacedLoad } from './paced-load.ts'

const SECONDS = 15
const RATE = 500

/** How long readers wait for the snapshot while it is refreshed every second, against a board that stands still. */
export async function latencyDuringRefresh(): Promise<Result[]> {
  const upstream = await startLoopbackUpstream()
  const waitWith = async (refreshSeconds: string) => {
    const product = await startProduct({
      ...FAST_PLAN,
      COINGECKO_BASE_URL: upstream.baseUrl,
      STRATA_REFRESH_SECONDS: refreshSeconds,
      STRATA_TRUSTED_PROXIES: '1',
    })
    try {
      const url = `${product.url}/api/snapshot`
      await pacedLoad({ url, seconds: 3, rate: RATE })
      return quantile(await pacedLoad({ url, seconds: SECONDS, rate: RATE }), 0.99)
    } finally {
      await product.stop()
    }
  }
  try {
    const idle = await waitWith('3600')
    const busy = await waitWith('1')
    return [
      {
        id: 'F4',
        name: `p99 of the snapshot at ${RATE}/s, refreshed and stored every second`,
        value: busy,
        unit: 'ms',
        target: 3 * idle,
        baseline: { name: 'p99 without refreshes, ms', value: idle },
      },
    ]
  } finally {
    await upstream.close()
  }
}
