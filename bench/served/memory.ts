import { startLoopbackUpstream } from '../../e2e/loopback-upstream.ts'
import { FAST_PLAN, startProduct } from '../../e2e/product.ts'
import type { Result } from '../result.ts'
import { load } from './load.ts'
import { MEGABYTE, residentBytes } from './process-memory.ts'
import { StreamReaders } from './stream-readers.ts'

const READERS = 1000
const MINUTES = 2

/** Resident memory of a live board nobody reads, and how it grows with readers, streams and a refresh every 2 s. */
export async function memory(): Promise<Result[]> {
  const upstream = await startLoopbackUpstream()
  const product = await startProduct({
    ...FAST_PLAN,
    COINGECKO_BASE_URL: upstream.baseUrl,
    STRATA_REFRESH_SECONDS: '2',
    STRATA_TRUSTED_PROXIES: '1',
  })
  const readers = new StreamReaders()
  try {
    await new Promise((resolve) => setTimeout(resolve, 10_000))
    const idle = residentBytes(product.pid)
    await readers.open(`${product.url}/api/stream`, READERS)
    const soak = async () => {
      await load({ url: `${product.url}/api/snapshot`, seconds: 60, rate: 200 })
      return residentBytes(product.pid)
    }
    const warm = await soak()
    const samples: number[] = []
    for (let minute = 0; minute < MINUTES; minute += 1) samples.push(await soak())
    const slope = ((samples.at(-1) ?? Number.NaN) - warm) / MINUTES
    return [
      {
        id: 'F13',
        name: 'idle resident memory, live board',
        value: idle / MEGABYTE,
        unit: 'MB',
        target: 300,
      },
      {
        id: 'F13',
        name: `growth a minute at 200/s and ${READERS} streams, ${MINUTES} min after the first`,
        value: slope / MEGABYTE,
        unit: 'MB',
        target: 1,
      },
    ]
  } finally {
    readers.close()
    await product.stop()
    await upstream.close()
  }
}
