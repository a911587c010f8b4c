import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Launch, LaunchedProduct } from '../product/launched-product.ts'
import { CANARY, Stage } from './stage.ts'
import { ScriptedUpstream, type UpstreamFault } from './upstream/scripted-upstream.ts'

export interface Opening {
  env?: Readonly<Record<string, string>>
  /** In force before the first call. */
  atBoot?: UpstreamFault
  /** Default: one of its own, on a free port. */
  upstream?: ScriptedUpstream
  dataDir?: string
  /** Whether to go on before the board is live. */
  isLiveSoon?: boolean
}

/** Longest boot with a healthy upstream, ms: two cores that others use too. */
const BOOT_MS = 20_000

export const SECOND_SCALE = {
  COINGECKO_PLAN: 'pro',
  COINGECKO_API_KEY: CANARY,
  STRATA_REFRESH_SECONDS: '1',
  STRATA_LOG: 'info',
} as const

/** Opens stages and closes whatever it opened. */
export class Theatre {
  readonly isFull: boolean
  private readonly stages: Stage[] = []
  private readonly upstreams = new Set<ScriptedUpstream>()

  /** @param isFull whether rows may take as long as they like */
  constructor(isFull = false) {
    this.isFull = isFull
  }

  /** How often or how many: the usual number, or that of a full run. */
  count(usual: number, full: number): number {
    return this.isFull ? full : usual
  }

  /** A product of its own on a second-scale clock, live unless the opening says otherwise. */
  async open(opening: Opening = {}): Promise<Stage> {
    const { env = {}, atBoot, dataDir, isLiveSoon = true } = opening
    const upstream = opening.upstream ?? (await ScriptedUpstream.start())
    this.upstreams.add(upstream)
    if (atBoot !== undefined) upstream.inject(atBoot)
    const launch: Launch = {
      env: {
        ...SECOND_SCALE,
        STRATA_CLIENT_LIMITS: 'off',
        COINGECKO_BASE_URL: upstream.baseUrl,
        ...env,
      },
      ...(dataDir !== undefined && { dataDir }),
    }
    const stage = new Stage(await LaunchedProduct.start(launch), upstream)
    this.stages.push(stage)
    if (isLiveSoon) {
      await stage.liveSince(0, BOOT_MS)
      await stage.ask('/')
      stage.watcher.start()
    }
    return stage
  }

  /** Ends everything; names what must not have been, in any output or file of any product. */
  async close(): Promise<string[]> {
    const found: string[] = []
    for (const { product, watcher } of this.stages) {
      await watcher.stop()
      await product.end()
      if (`${product.stdout}${product.stderr}`.includes(CANARY)) found.push('G8 the key stands in the log')
      if (product.dataDir.startsWith(tmpdir()) && holdsCanary(product.dataDir))
        found.push('G8 the key stands in the data folder')
      await product.stop()
    }
    // Also those of products that did not start.
    for (const upstream of this.upstreams) await upstream.close()
    return found
  }
}

function holdsCanary(folder: string): boolean {
  if (!existsSync(folder)) return false
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .some((entry) => readFileSync(join(entry.parentPath, entry.name)).includes(CANARY))
}
