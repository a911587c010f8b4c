import type { Cluster } from '../cluster/cluster.ts'
import type { LaunchedProduct } from '../product/launched-product.ts'
import { askFrom } from './ask-from.ts'
import { urlOf } from './instance-address.ts'
import { ShownBoards } from './shown-boards.ts'

const READER = '127.0.0.30'
const ENCODINGS = ['br', 'gzip', 'identity']
/** Said or left out, in any order, they ask for the same board; to the cache each spelling is another answer. */
const DEFAULTS = ['scope=core', 'weighting=capped', 'currency=usd']

/** Many spellings of one question, which the proxy spreads over all instances: every version is one body. */
export async function sameBytes(url: string, cluster: Cluster): Promise<string[]> {
  const boards = new ShownBoards()
  const before = await Promise.all(cluster.instances.map(snapshotsAnswered))
  await Promise.all(
    spellings(DEFAULTS).flatMap((parameters) =>
      ENCODINGS.map(async (encoding) => {
        const path = ['/api/snapshot', parameters.join('&')].filter((part) => part !== '').join('?')
        boards.read(await askFrom(url, path, { from: READER, headers: { 'accept-encoding': encoding } }))
      }),
    ),
  )
  const after = await Promise.all(cluster.instances.map(snapshotsAnswered))
  const idle = after.filter((count, at) => count === before[at]).length
  return [...boards.unequal, ...(idle === 0 ? [] : [`${idle} instances were not asked`])]
}

/** Every choice of the parameters in every order. */
function spellings(parameters: readonly string[]): string[][] {
  return [
    [],
    ...parameters.flatMap((first) =>
      spellings(parameters.filter((one) => one !== first)).map((rest) => [first, ...rest]),
    ),
  ]
}

/** Nobody but the proxy asks for any meanwhile. */
async function snapshotsAnswered(instance: LaunchedProduct): Promise<number> {
  const metrics = (await askFrom(urlOf(instance), '/metrics')).body.toString()
  const counts = metrics.matchAll(
    /^strata_http_requests_total\{route="[^"]*snapshot[^"]*",code="200"\} (\d+)$/gm,
  )
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0)
}
