import { setTimeout as sleep } from 'node:timers/promises'
import type { Snapshot } from '#lib/core/contract/snapshot'
import type { Status } from '#lib/core/contract/status'
import { FAST_PLAN } from '../../e2e/product.ts'
import { ScriptedUpstream } from '../faults/upstream/scripted-upstream.ts'
import { findPostgres } from '../postgres/find-postgres.ts'
import { PostgresServer } from '../postgres/postgres-server.ts'
import { type Launch, LaunchedProduct } from '../product/launched-product.ts'
import { Agreement } from './agreement.ts'
import { Audit } from './audit.ts'
import { Figures } from './figures.ts'
import { Onlookers } from './onlookers.ts'
import { Refreshes } from './refreshes.ts'

/** Between two looks at something awaited, ms. */
const LOOK_MS = 50
const ASK_MS = 5000
/** Far longer than any promise, ms: those are kept by the rows. */
const AGREE_MS = 90_000

export interface ClusterOptions {
  instances: number
  leaseSeconds: number
  refreshSeconds?: number
  env?: Readonly<Record<string, string>>
}

/** Instances of the built product on one PostgreSQL and one upstream, each of which may be killed, paused or cut off. */
export class Cluster {
  /** After a failover another one. */
  server: PostgresServer
  readonly upstream: ScriptedUpstream
  readonly refreshes: Refreshes
  readonly onlookers = new Onlookers()
  readonly audit = new Audit(() => this.server.url())
  readonly figures = new Figures()
  readonly refreshMs: number
  readonly leaseMs: number
  instances: LaunchedProduct[] = []
  /** Where instances find the database; a row may put something in between. */
  databaseUrl: string
  private readonly options: ClusterOptions
  private launches = 0
  private databases = 0

  static async start(options: ClusterOptions): Promise<Cluster> {
    const bin = findPostgres()
    if (bin === null) throw new Error('no PostgreSQL: install it, or set PGBIN')
    const server = await PostgresServer.start(bin)
    const cluster = new Cluster(options, server, await ScriptedUpstream.start())
    try {
      await cluster.restart()
      await cluster.agree()
      await cluster.audit.begin()
      return cluster
    } catch (error) {
      await cluster.end()
      throw error
    }
  }

  private constructor(options: ClusterOptions, server: PostgresServer, upstream: ScriptedUpstream) {
    this.options = options
    this.server = server
    this.upstream = upstream
    this.refreshMs = (options.refreshSeconds ?? 1) * 1000
    this.leaseMs = options.leaseSeconds * 1000
    this.databaseUrl = server.url()
    this.refreshes = new Refreshes(upstream, this.refreshMs)
  }

  async launch({ env, root }: Partial<Launch> = {}): Promise<LaunchedProduct> {
    this.launches += 1
    // By its key the upstream knows it from the others.
    const own = { COINGECKO_API_KEY: `${FAST_PLAN.COINGECKO_API_KEY}-${this.launches}` }
    const environment = this.environment({ ...own, ...env })
    const instance = await LaunchedProduct.start({ env: environment, ...(root && { root }) })
    this.onlookers.watch(instance)
    return instance
  }

  /** Ends all instances as a crash would, and starts as many together; answers with the moment in between. */
  async restart(): Promise<number> {
    await Promise.all(this.instances.map((instance) => instance.stop('SIGKILL')))
    const from = performance.now()
    this.instances = []
    const launches = Array.from({ length: this.options.instances }, () => this.launch())
    const launched = await Promise.allSettled(launches)
    this.instances = launched.flatMap((launch) => (launch.status === 'fulfilled' ? [launch.value] : []))
    for (const launch of launched) if (launch.status === 'rejected') throw launch.reason
    this.figures.starts += launched.length
    return from
  }

  /** One more instance, as long as it is needed. */
  async beside<T>(launch: Partial<Launch>, act: (instance: LaunchedProduct) => Promise<T>): Promise<T> {
    const instance = await this.launch(launch)
    try {
      return await act(instance)
    } finally {
      instance.signal('SIGCONT')
      await instance.stop('SIGKILL')
    }
  }

  environment(env: Readonly<Record<string, string>> = {}): Record<string, string> {
    return {
      ...FAST_PLAN,
      COINGECKO_BASE_URL: this.upstream.baseUrl,
      DATABASE_URL: this.databaseUrl,
      STRATA_LEASE_SECONDS: String(this.leaseMs / 1000),
      STRATA_REFRESH_SECONDS: String(this.refreshMs / 1000),
      STRATA_CLIENT_LIMITS: 'off',
      STRATA_LOG: 'warn',
      ...this.options.env,
      ...env,
    }
  }

  /** Ends an instance as a crash would, or as told, and starts another in its place. */
  async replace(
    instance: LaunchedProduct,
    { launch, signal = 'SIGKILL' }: { launch?: Partial<Launch>; signal?: NodeJS.Signals } = {},
  ): Promise<void> {
    await instance.stop(signal)
    this.instances = this.instances.filter((one) => one !== instance)
    this.instances.push(await this.launch(launch))
  }

  leader(): Promise<LaunchedProduct> {
    return this.leaderAmong(this.instances)
  }

  /** The one of these that leads, by its own word and by the database's, as soon as one does. */
  async leaderAmong(instances: readonly LaunchedProduct[]): Promise<LaunchedProduct> {
    return await this.until('a leader', 3 * this.leaseMs + 30_000, async () => {
      for (const instance of instances)
        if ((await this.role(instance)) === 'leader' && (await this.audit.leaderPid()) === instance.pid)
          return instance
      return null
    })
  }

  async followers(): Promise<LaunchedProduct[]> {
    const leader = await this.leader()
    return this.instances.filter((one) => one !== leader)
  }

  async role(instance: LaunchedProduct): Promise<string | null> {
    return (await this.status(instance).catch(() => null))?.cluster?.role ?? null
  }

  async status(instance: LaunchedProduct): Promise<Status> {
    return JSON.parse(await this.text(instance, '/api/status'))
  }

  async board(instance: LaunchedProduct): Promise<Snapshot> {
    return JSON.parse(await this.text(instance, '/api/snapshot'))
  }

  async text(instance: LaunchedProduct, path: string): Promise<string> {
    const answer = await fetch(instance.url + path, { signal: AbortSignal.timeout(ASK_MS) })
    const text = await answer.text()
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${text.slice(0, 200)}`)
    return text
  }

  /** Waits for the next refresh that all show, byte for byte; resolves with the time from the first to the last, ms. */
  async agree(): Promise<number> {
    const live = () => this.instances.filter(({ isAlive }) => isAlive)
    const sequences = live().map(async (one) => (await this.board(one).catch(() => null))?.sequence ?? -1)
    const agreement = new Agreement<LaunchedProduct>(Math.max(...(await Promise.all(sequences))))
    return await this.until('the same bytes everywhere', AGREE_MS, async () => {
      const look = async (one: LaunchedProduct) => {
        const body = await this.text(one, '/api/snapshot').catch(() => null)
        if (body !== null) agreement.saw(one, body, performance.now())
      }
      await Promise.all(live().map(look))
      const since = agreement.since(live())
      return since === null ? null : performance.now() - since
    })
  }

  /** Refreshes since a moment that came too soon to be of one leader. */
  noteDoubleCalls(from: number): number {
    const doubles = this.refreshes.doublesSince(from)
    this.figures.doubleCalls += doubles
    return doubles
  }

  /** An empty one beside that of this cluster; answers with where it is. */
  async createDatabase(): Promise<string> {
    this.databases += 1
    const name = `beside_${this.databases}`
    await this.audit.query(`create database ${name}`)
    return this.server.url(name)
  }

  /** A look that fails, as one at an instance that is busy, is repeated like one that finds nothing. */
  async until<T>(what: string, withinMs: number, look: () => Promise<T | null> | T | null): Promise<T> {
    const deadline = performance.now() + withinMs
    for (;;) {
      let failure = ''
      try {
        const found = await look()
        if (found !== null) return found
      } catch (error) {
        failure = `: ${String(error)}`
      }
      if (performance.now() > deadline) throw new Error(`${what}: not within ${withinMs} ms${failure}`)
      await sleep(LOOK_MS)
    }
  }

  /** Wakes who was left asleep, replaces who is gone, and waits until all show the same again. */
  async recover(): Promise<void> {
    for (const instance of this.instances) instance.signal('SIGCONT')
    this.instances = this.instances.filter(({ isAlive }) => isAlive)
    while (this.instances.length < this.options.instances) this.instances.push(await this.launch())
    await this.agree()
  }

  async end(): Promise<void> {
    await Promise.all(
      this.instances.map(async (instance) => {
        instance.signal('SIGCONT')
        await instance.stop('SIGKILL')
      }),
    )
    await this.onlookers.end()
    await this.upstream.close()
    await this.server.remove()
  }
}
