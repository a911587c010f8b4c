import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Snapshot } from '#lib/core/contract/snapshot'
import type { Status } from '#lib/core/contract/status'
import { FAST_PLAN } from '../../e2e/product.ts'
import { ScriptedUpstream, type SeenCall } from '../faults/upstream/scripted-upstream.ts'
import { findPostgres } from '../postgres/find-postgres.ts'
import { PostgresServer } from '../postgres/postgres-server.ts'
import { LaunchedProduct } from '../product/launched-product.ts'

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
  readonly server: PostgresServer
  readonly upstream: ScriptedUpstream
  readonly refreshMs: number
  readonly leaseMs: number
  instances: LaunchedProduct[] = []
  /** Where instances find the database; a row may put something in between. */
  databaseUrl: string
  private readonly options: ClusterOptions

  static async start(options: ClusterOptions): Promise<Cluster> {
    const bin = findPostgres()
    if (bin === null) throw new Error('no PostgreSQL: install it, or set PGBIN')
    const server = await PostgresServer.start(bin)
    const cluster = new Cluster(options, server, await ScriptedUpstream.start())
    try {
      const launched = Array.from({ length: options.instances }, () => cluster.launch())
      cluster.instances = await Promise.all(launched)
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
  }

  launch(env: Readonly<Record<string, string>> = {}): Promise<LaunchedProduct> {
    return LaunchedProduct.start({ env: this.environment(env) })
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

  /** Ends an instance as a crash would, and starts another in its place. */
  async replace(instance: LaunchedProduct): Promise<void> {
    await instance.end('SIGKILL')
    this.instances = this.instances.filter((one) => one !== instance)
    this.instances.push(await this.launch())
  }

  async leader(): Promise<LaunchedProduct> {
    return await this.until('a leader', 3 * this.leaseMs + 30_000, async () => {
      for (const instance of this.instances)
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

  /** Refreshes of the upstream since a moment of `performance.now()`. */
  refreshesSince(at: number): SeenCall[] {
    return this.upstream.callsSince(at)
  }

  /** Refreshes that came too soon after the one before to be of one instance. */
  doubleCallsSince(at: number): number {
    const times = this.refreshesSince(at).map((call) => call.at)
    return times.filter((time, index) => index > 0 && time - (times[index - 1] ?? 0) < this.refreshMs / 2)
      .length
  }

  /** The longest time without a refresh since a moment, up to now, ms. */
  longestGapSince(at: number): number {
    const times = [at, ...this.refreshesSince(at).map((call) => call.at), performance.now()]
    return Math.max(...times.slice(1).map((time, index) => time - (times[index] ?? 0)))
  }

  /** Batches written under a term that had passed. */
  async staleWrites(): Promise<number> {
    const [row] = await this.query(
      'select count(*)::int as n from audit_batch where writer is distinct from lease',
    )
    return Number(row?.n)
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
        await instance.end('SIGKILL')
        await instance.stop()
      }),
    )
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
