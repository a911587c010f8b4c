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
  /** Resident memory of one reader once all are open. */
  openBytes: number
  /** The same after the last tick, with whatever garbage the ticks left. */
  usedBytes: number
  spreadMs: number
}

/** Memory of one open stream and the time until the last of 5 000 readers has a tick, against plain node:http. */
export async function streamCost(): Promise<Result[]> {
  const plain = await plainCost()
  const ours = await productCost()
  return [
    {
      id: 'F5',
      name: `resident memory of one stream, ${READERS} readers, once all are open`,
      value: ours.openBytes / KILOBYTE,
      unit: 'KB',
      target: 20,
      baseline: { name: 'KB of plain node:http', value: plain.openBytes / KILOBYTE },
    },
    {
      id: 'F5',
      name: `the same after ${TICKS} ticks against plain node:http`,
      value: ours.usedBytes / plain.usedBytes,
      unit: '×',
      target: 1.5,
      baseline: { name: 'KB of plain node:http', value: plain.usedBytes / KILOBYTE },
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
    const price = await priceOf(product.url, 'bittensor')
    return await costOf(product.pid, `${product.url}/api/stream`, async (readers, turn) => {
      // A price of its own marks the tick in the bytes of its delta.
      const factor = 1 + turn / 1000
      return readers.spreadOf(`"price":${price * factor},`, async () => upstream.move('bittensor', factor, 0))
    })
  } finally {
    await product.stop()
    await upstream.close()
  }
}

async function priceOf(url: string, id: string): Promise<number> {
  const snapshot: { tokens: { id: string; price: number }[] } = await (
    await fetch(`${url}/api/snapshot`)
  ).json()
  const token = snapshot.tokens.find((one) => one.id === id)
  if (token === undefined) throw new Error(`no ${id} on the board`)
  return token.price
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
    const openBytes = (residentBytes(pid) - before) / READERS
    const spreads: number[] = []
    for (let turn = 1; turn <= TICKS; turn += 1) spreads.push(await spread(readers, turn))
    const usedBytes = (residentBytes(pid) - before) / READERS
    return { openBytes, usedBytes, spreadMs: median(spreads) }
  } finally {
    readers.close()
  }
}
