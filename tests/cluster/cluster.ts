import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Snapshot } from '#lib/core/contract/snapshot'
import type { Status } from '#lib/core/contract/status'
import { FAST_PLAN } from '../../e2e/product.ts'
import { ScriptedUpstream } from '../faults/upstream/scripted-upstream.ts'
import { findPostgres } from '../postgres/find-postgres.ts'
import { PostgresServer } from '../postgres/postgres-server.ts'
import { type Launch, LaunchedProduct } from '../product/launched-product.ts'
import { Figures } from './figures.ts'
import { Onlookers } from './onlookers.ts'
import { Refreshes } from './refreshes.ts'

/** Between two looks at something awaited, ms. */
const LOOK_MS = 50
const ASK_MS = 5000

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
  readonly figures = new Figures()
  readonly refreshMs: number
  readonly leaseMs: number
  instances: LaunchedProduct[] = []
  /** Where instances find the database; a row may put something in between. */
  databaseUrl: string
  private readonly options: ClusterOptions
  private launches = 0

  static async start(options: ClusterOptions): Promise<Cluster> {
    const bin = findPostgres()
    if (bin === null) throw new Error('no PostgreSQL: install it, or set PGBIN')
    const server = await PostgresServer.start(bin)
    const cluster = new Cluster(options, server, await ScriptedUpstream.start())
    try {
      await cluster.restart()
      await cluster.agree(30_000)
      await cluster.query(AUDIT)
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
    const launched = Array.from({ length: this.options.instances }, () => this.launch())
    this.instances = await Promise.all(launched)
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

  /** The one of these that leads, as soon as one does. */
  async leaderAmong(instances: readonly LaunchedProduct[]): Promise<LaunchedProduct> {
    return await this.until('a leader', 3 * this.leaseMs + 30_000, async () => {
      for (const instance of instances)
        if ((await this.role(instance)) === 'leader' && instance.isAlive) return instance
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

  /** Waits for the next refresh; resolves with the time until all instances showed it byte for byte, ms. */
  async agree(withinMs = 10_000): Promise<number> {
    const live = () => this.instances.filter(({ isAlive }) => isAlive)
    const sequence = async (one: LaunchedProduct) => (await this.board(one).catch(() => null))?.sequence
    const before = Math.max(
      0,
      ...(await Promise.all(live().map(sequence))).map(Number).filter(Number.isFinite),
    )
    let firstAt = Number.NaN
    return await this.until('the same bytes everywhere', withinMs, async () => {
      const bodies = await Promise.all(
        live().map((one) => this.text(one, '/api/snapshot').catch(() => '{"sequence":0}')),
      )
      const boards: Snapshot[] = bodies.map((body) => JSON.parse(body))
      const isNew = boards.some(({ sequence, status }) => sequence > before && status === 'live')
      if (isNew && Number.isNaN(firstAt)) firstAt = performance.now()
      const isEqual = isNew && bodies.every((body) => body === bodies[0])
      return isEqual ? performance.now() - firstAt : null
    })
  }

  /** Refreshes since a moment that came too soon to be of one leader. */
  noteDoubleCalls(from: number): number {
    const doubles = this.refreshes.doublesSince(from)
    this.figures.doubleCalls += doubles
    return doubles
  }

  /** Batches written under a term that had passed. */
  async staleWrites(): Promise<number> {
    const [row] = await this.query(
      'select count(*)::int as n from audit_batch where writer is distinct from lease',
    )
    return Number(row?.n)
  }

  /** An empty one beside that of this cluster; answers with where it is. */
  async createDatabase(name: string): Promise<string> {
    await this.query(`create database ${name}`)
    return this.server.url(name)
  }

  async query(text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: this.server.url() })
    await client.connect()
    try {
      return (await client.query(text, values)).rows
    } finally {
      await client.end()
    }
  }

  async until<T>(what: string, withinMs: number, look: () => Promise<T | null> | T | null): Promise<T> {
    const deadline = performance.now() + withinMs
    for (;;) {
      const found = await look()
      if (found !== null) return found
      if (performance.now() > deadline) throw new Error(`${what}: not within ${withinMs} ms`)
      await sleep(LOOK_MS)
    }
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

/** Writes down, for every batch, the term of its writer beside the one in force. */
const AUDIT = `
  create table audit_batch (sequence integer, writer bigint, lease bigint);
  create function audit_batch() returns trigger language plpgsql as $$
  begin
    insert into audit_batch
      select new.sequence, current_setting('strata.term', true)::bigint, term from ingest_lease;
    return new;
  end $$;
  create trigger audit_batch after insert on batch for each row execute function audit_batch();`
