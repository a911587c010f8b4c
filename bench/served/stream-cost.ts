import { startLoopbackUpstream } from '../../e2e/loopback-upstream.ts'
import { FAST_PLAN, startProduct } from '../../e2e/product.ts'
import { median, type Result } from '../result.ts'
import { residentBytes } from './process-memory.ts'
import { startServer } from './start-server.ts'
import { StreamReaders } from './stream-readers.ts'

const READERS = 5000
const TICKS = 8
const KILOBYTE = 1024

interface Cost {
  bytesPerReader: number
  spreadMs: number
}

/** Memory of one open stream and the time until the last of 5 000 readers has a tick, against plain node:http. */
export async function streamCost(): Promise<Result[]> {
  const plain = await plainCost()
  const ours = await productCost()
  return [
    {
      id: 'F5',
      name: `resident memory of one stream, ${READERS} readers`,
      value: ours.bytesPerReader / KILOBYTE,
      unit: 'KB',
      target: 20,
      baseline: { name: 'KB of plain node:http', value: plain.bytesPerReader / KILOBYTE },
    },
    {
      id: 'F5',
      name: 'the same against plain node:http',
      value: ours.bytesPerReader / plain.bytesPerReader,
      unit: '×',
      target: 1.5,
    },
    {
      id: 'F5',
      name: `last of ${READERS} readers after the first, median of ${TICKS} ticks, none lost`,
      value: ours.spreadMs,
      unit: 'ms',
      target: 500,
      baseline: { name: 'ms of plain node:http', value: plain.spreadMs },
    },
  ]
}

async function plainCost(): Promise<Cost> {
  const server = await startServer('bench/served/plain-server.ts')
  const tick = (turn: number) => async () => {
    const body = `id: ${turn}\ndata: {"tick":"mark-${turn}",${'"x":1,'.repeat(100)}}\n\n`
    await fetch(`${server.url}/tick`, { method: 'POST', body })
  }
  try {
    return await costOf(server.pid, `${server.url}/stream`, (readers, turn) =>
      readers.spreadOf(`mark-${turn}`, tick(turn)),
    )
  } finally {
    await server.stop()
  }
}

async function productCost(): Promise<Cost> {
  const upstream = await startLoopbackUpstream()
  const product = await startProduct({
    ...FAST_PLAN,
    COINGECKO_BASE_URL: upstream.baseUrl,
    STRATA_REFRESH_SECONDS: '4',
    STRATA_TRUSTED_PROXIES: '1',
  })
  try {
    return await costOf(product.pid, `${product.url}/api/stream`, async (readers, turn) => {
      // A price of its own marks the tick in the bytes of its delta.
      const factor = 1 + turn / 1000
      return readers.spreadOf('"bittensor":{"price":', async () => upstream.move('bittensor', factor, 0))
    })
  } finally {
    await product.stop()
    await upstream.close()
  }
}

async function costOf(
  pid: number,
  url: string,
  spread: (readers: StreamReaders, turn: number) => Promise<number>,
): Promise<Cost> {
  const readers = new StreamReaders()
  try {
    // The first few pay for code that is compiled once.
    await readers.open(url, 100)
    const before = residentBytes(pid)
    await readers.open(url, READERS)
    const bytesPerReader = (residentBytes(pid) - before) / READERS
    const spreads: number[] = []
    for (let turn = 1; turn <= TICKS; turn += 1) spreads.push(await spread(readers, turn))
    return { bytesPerReader, spreadMs: median(spreads) }
  } finally {
    readers.close()
  }
}
