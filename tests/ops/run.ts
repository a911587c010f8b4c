import { parseArgs } from 'node:util'
import { ensureBuild } from '#lib/server/commands/build'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { reportFatal } from '#lib/server/report-fatal'
import { hasPostgres } from '../postgres/test-database.ts'
import { LaunchedProduct } from '../product/launched-product.ts'
import {
  floodHeldBack,
  metricsInside,
  notModified,
  sameHeaders,
  someFile,
  variants,
} from './answer-checks.ts'
import { clusterChecks } from './cluster-checks.ts'
import { findNginx } from './find-nginx.ts'
import { imageChecks } from './image/image-checks.ts'
import { addressOf, urlOf } from './instance-address.ts'
import { hitRatio, killedInstance } from './load-checks.ts'
import { RunningNginx } from './running-nginx.ts'
import { streamPasses, streamsOfOne } from './stream-checks.ts'
import { stubChecks } from './stub-checks.ts'
import { Verdicts } from './verdicts.ts'

/** `npm run ops:test [-- --full]`: the shipped proxy before three instances of the built product, on recorded data and on
 * one PostgreSQL with a live upstream; with `--full` more and longer, and the image, its steps followed without an
 * engine. */

const INSTANCES = 3

async function run(isFull: boolean): Promise<void> {
  const verdicts = new Verdicts()
  const program = process.platform === 'linux' ? findNginx() : null
  if (program !== null) await proxyChecks(program, verdicts, isFull)
  else if (process.env.CI === 'true')
    verdicts.judge('nginx is installed', ['it is not: install Debian’s nginx package'])
  else console.log('The proxy was not tested: that needs Linux with nginx (apt-get install nginx).')
  if (isFull) await imageChecks(verdicts)
  console.log(`\n${verdicts.passed} passed, ${verdicts.failed} failed`)
  process.exit(verdicts.failed > 0 ? 1 : 0)
}

async function proxyChecks(program: string, verdicts: Verdicts, isFull: boolean): Promise<void> {
  const complaint = RunningNginx.complaints(program)
  verdicts.judge('nginx accepts the configuration', complaint === '' ? [] : [complaint])
  await stubChecks(program, verdicts)
  ensureBuild(PROJECT_ROOT)
  await recordedChecks(program, verdicts)
  if (hasPostgres()) await clusterChecks(program, verdicts, isFull)
}

/** Before instances whose answers never change, so that headers and bodies can be compared at leisure. */
async function recordedChecks(program: string, verdicts: Verdicts): Promise<void> {
  const env = {
    STRATA_SOURCE: 'recorded',
    STRATA_TRUSTED_PROXIES: '1',
    STRATA_PUBLIC_URL: 'http://localhost:8080',
    STRATA_LOG: 'silent',
  }
  const products = await Promise.all(Array.from({ length: INSTANCES }, () => LaunchedProduct.start({ env })))
  const nginx = await RunningNginx.start(program, products.map(addressOf))
  try {
    await productChecks(nginx.url, products, verdicts)
  } finally {
    await nginx.stop()
    await Promise.all(products.map((product) => product.stop()))
  }
}

async function productChecks(
  url: string,
  products: readonly LaunchedProduct[],
  verdicts: Verdicts,
): Promise<void> {
  const [first] = products
  if (first === undefined) throw new Error('no instance')
  const direct = urlOf(first)
  await verdicts.check('gzip, Brotli and plain bodies are never mixed', () => variants(url))
  await verdicts.check('what a reader holds is answered 304', () => notModified(url))
  await verdicts.check('headers arrive as the product sends them', async () =>
    sameHeaders(url, direct, await someFile(url)),
  )
  await verdicts.check('/metrics is not for the outside', () => metricsInside(url, direct))
  await streamPasses(url, verdicts)
  await verdicts.check("a forged X-Forwarded-For is not believed, each reader's own address is", () =>
    streamsOfOne(url, products.length),
  )
  await verdicts.check('a flood is held back alone', () => floodHeldBack(url))
  await hitRatio(url, verdicts)
  await verdicts.check('an instance killed under load costs no read', () => killedInstance(url, first))
}

const { values } = parseArgs({ options: { full: { type: 'boolean', default: false } } })
await run(values.full).catch(reportFatal)
