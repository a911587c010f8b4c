import { get } from 'node:http'
import { startProduct } from '../../e2e/product.ts'
import type { Result } from '../result.ts'
import { StreamReaders } from './stream-readers.ts'

const READERS = 1000
const IN_FLIGHT = 100

/** From SIGTERM to the end of the process with 1 000 open streams and 100 answers on their way, none cut off. */
export async function shutdownCost(): Promise<Result[]> {
  const product = await startProduct({ STRATA_SOURCE: 'recorded', STRATA_TRUSTED_PROXIES: '1' })
  const readers = new StreamReaders()
  await readers.open(`${product.url}/api/stream`, READERS)
  let cut = 0
  let asked = 0
  const asking = Array.from({ length: IN_FLIGHT }, (_, at) => {
    const url = `${product.url}/api/series?range=30d&weighting=${['cap', 'sqrt', 'equal'][at % 3]}`
    return new Promise<void>((resolve) => {
      const request = get(
        url,
        { headers: { 'x-forwarded-for': `10.9.${at}.1` }, agent: false },
        (response) => {
          response.on('error', () => {
            cut += 1
          })
          response.on('close', () => {
            if (!response.complete) cut += 1
            resolve()
          })
          response.resume()
        },
      )
      request.on('socket', (socket) => socket.once('connect', () => (asked += 1)))
      request.on('error', () => {
        cut += 1
        resolve()
      })
    })
  })
  while (asked < IN_FLIGHT) await new Promise((resolve) => setTimeout(resolve, 1))
  const startedAt = performance.now()
  await product.stop()
  const seconds = (performance.now() - startedAt) / 1000
  await Promise.all(asking)
  readers.close()
  return [
    { id: 'F15', name: `SIGTERM to exit with ${READERS} streams`, value: seconds, unit: 's', target: 10 },
    { id: 'F15', name: `answers cut off, of ${IN_FLIGHT} on their way`, value: cut, unit: '', target: 0 },
  ]
}
