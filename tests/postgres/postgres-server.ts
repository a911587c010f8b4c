import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from './free-port.ts'

/** Of Debian's user `nobody`, for root: PostgreSQL refuses to run as root. */
const NOBODY = 65_534
/** Between two looks at its log, ms. */
const LOOK_MS = 20
const READY = /database system is ready to accept (read-only )?connections/

/** A PostgreSQL of our own on a loopback port, with its data in a temporary folder. Nothing of it outlives `remove`. */
export class PostgresServer {
  readonly port: number
  private readonly bin: string
  private readonly folder: string
  private readonly user: { uid?: number; gid?: number }
  private process: ChildProcess | null = null

  static async start(bin: string): Promise<PostgresServer> {
    const server = await PostgresServer.inNewFolder(bin)
    server.initialise()
    await server.start()
    return server
  }

  /** A hot standby of a server that runs: it follows, and takes no writes until it is promoted. */
  static async replicaOf(primary: PostgresServer): Promise<PostgresServer> {
    const replica = await PostgresServer.inNewFolder(primary.bin)
    const args = [
      '-h',
      '127.0.0.1',
      '-p',
      String(primary.port),
      '-U',
      'strata',
      '-R',
      '-c',
      'fast',
      '--no-sync',
    ]
    const copying = spawn(join(replica.bin, 'pg_basebackup'), ['-D', join(replica.folder, 'data'), ...args], {
      ...replica.user,
      cwd: replica.folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const [status] = await once(copying, 'exit')
    if (status !== 0) {
      await replica.remove()
      throw new Error('pg_basebackup failed')
    }
    await replica.start()
    return replica
  }

  private static async inNewFolder(bin: string): Promise<PostgresServer> {
    const isRoot = process.getuid?.() === 0
    // Another user has to get there.
    const folder = mkdtempSync(join(isRoot ? '/tmp' : tmpdir(), 'strata-postgres-'))
    if (isRoot) chownSync(folder, NOBODY, NOBODY)
    return new PostgresServer({
      bin,
      folder,
      port: await freePort(),
      user: isRoot ? { uid: NOBODY, gid: NOBODY } : {},
    })
  }

  private constructor({
    bin,
    folder,
    port,
    user,
  }: {
    bin: string
    folder: string
    port: number
    user: { uid?: number; gid?: number }
  }) {
    this.bin = bin
    this.folder = folder
    this.port = port
    this.user = user
  }

  /** Of a database on it. */
  url(database = 'postgres'): string {
    return `postgres://strata@127.0.0.1:${this.port}/${database}`
  }

  async start(): Promise<void> {
    const settings = {
      listen_addresses: '127.0.0.1',
      port: this.port,
      unix_socket_directories: this.folder,
      // Nothing here has to survive a power cut.
      fsync: 'off',
      shared_buffers: '16MB',
      max_connections: 60,
    }
    const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    // Into a file: a pipe fills up when its reader is busy, and then the server stands still.
    const log = join(this.folder, 'log')
    const file = openSync(log, 'w')
    const child = spawn(join(this.bin, 'postgres'), ['-D', join(this.folder, 'data'), ...args], {
      ...this.user,
      cwd: this.folder,
      stdio: ['ignore', 'ignore', file],
    })
    closeSync(file)
    this.process = child
    const words = () => readFileSync(log, 'utf8')
    while (!READY.test(words())) {
      if (child.exitCode !== null) throw new Error(`PostgreSQL did not start: ${words().slice(-10_000)}`)
      await sleep(LOOK_MS)
    }
  }

  /** `SIGINT` ends sessions and stops; `SIGQUIT` stops at once, as by a crash. */
  async stop(signal: 'SIGINT' | 'SIGQUIT' = 'SIGINT'): Promise<void> {
    const child = this.process
    this.process = null
    if (child === null || child.exitCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }

  async remove(): Promise<void> {
    await this.stop('SIGQUIT')
    rmSync(this.folder, { recursive: true, force: true })
  }

  private initialise(): void {
    const args = ['-D', join(this.folder, 'data'), '-U', 'strata', '-A', 'trust', '-E', 'UTF8', '--no-sync']
    const { status, stderr } = spawnSync(join(this.bin, 'initdb'), [...args, '--locale=C.UTF-8'], {
      ...this.user,
      cwd: this.folder,
      encoding: 'utf8',
    })
    if (status !== 0) throw new Error(`initdb failed: ${stderr}`)
  }
}
