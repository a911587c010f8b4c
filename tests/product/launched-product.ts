import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PROJECT_ROOT } from '#lib/server/project-root'

export interface Launch {
  env: Readonly<Record<string, string>>
  /** Default: an empty folder of its own, removed in the end. */
  dataDir?: string
  /** Where the build lies. Default: this project. */
  root?: string
}

/** Longest boot on a machine that does other work as well, ms. */
const BOOT_MS = 45_000

/** The production build as a process of its own, on a free port. */
export class LaunchedProduct {
  readonly dataDir: string
  url = ''
  /** All of standard output and standard error so far. */
  stdout = ''
  stderr = ''
  private readonly child: ChildProcess
  private readonly ownsDataDir: boolean
  private readonly ended: Promise<number | null>

  private constructor({ env, dataDir, root = PROJECT_ROOT }: Launch) {
    this.ownsDataDir = dataDir === undefined
    this.dataDir = dataDir ?? mkdtempSync(join(tmpdir(), 'strata-product-'))
    this.child = spawn(process.execPath, ['lib/server/main.ts'], {
      cwd: root,
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'production',
        NEXT_TELEMETRY_DISABLED: '1',
        PORT: '0',
        STRATA_DATA_DIR: this.dataDir,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text
    })
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text
    })
    this.ended = new Promise((resolve) => this.child.once('close', (code) => resolve(code)))
  }

  /** Resolves when the product says that it serves; rejects when it ends before. */
  static async start(launch: Launch): Promise<LaunchedProduct> {
    const product = new LaunchedProduct(launch)
    try {
      product.url = await product.readyUrl()
      return product
    } catch (error) {
      await product.end('SIGKILL')
      throw error
    }
  }

  get pid(): number {
    return this.child.pid ?? 0
  }

  get isAlive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null
  }

  /** Resident memory, bytes. Linux only, as are the runs that ask. */
  residentBytes(): number {
    const status = readFileSync(`/proc/${this.pid}/status`, 'utf8')
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1024
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name)
  }

  /** Ends the process; the data folder stays. Resolves with its exit code, `null` when the signal ended it. */
  async end(name: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (this.isAlive) this.child.kill(name)
    return this.ended
  }

  /** Ends the process and removes a data folder of its own. */
  async stop(name?: NodeJS.Signals): Promise<void> {
    await this.end(name)
    if (this.ownsDataDir) rmSync(this.dataDir, { recursive: true, force: true })
  }

  private readyUrl(): Promise<string> {
    return new Promise((resolve, reject) => {
      setTimeout(
        () => reject(new Error(`not ready within ${BOOT_MS / 1000} s: ${this.stderr}`)),
        BOOT_MS,
      ).unref()
      const look = () => {
        const url = /Strata is ready on (\S+)/.exec(this.stderr)?.[1]
        if (url !== undefined) resolve(url)
      }
      this.child.stderr?.on('data', look)
      void this.ended.then((code) => reject(new Error(`the product ended with ${code}: ${this.stderr}`)))
    })
  }
}
