import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chownSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { freePort } from '../postgres/free-port.ts'

/** Longest start on a machine that does other work as well, ms. */
const START_MS = 20_000
/** Said by the master once the port is open. */
const STARTED = 'start worker process'
/** Debian's nobody, as whom a root starts it: the configuration needs no right but to its own folder. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}

/** The shipped configuration in a folder of its own, on a free port of 127.0.0.1, before the instances given. */
export class RunningNginx {
  readonly url: string
  private readonly folder: string
  private readonly child: ChildProcess
  private readonly ended: Promise<unknown>
  private log = ''

  private constructor(program: string, folder: string, port: number) {
    this.url = `http://127.0.0.1:${port}`
    this.folder = folder
    // Its access log reopens standard output, which a socket between two processes does not allow.
    const output = openSync(join(folder, 'access.log'), 'a')
    own(join(folder, 'access.log'))
    const args = [...commonArgs(folder), '-g', 'daemon off; error_log stderr notice;']
    this.child = spawn(program, args, { stdio: ['ignore', output, 'pipe'], ...NOBODY })
    closeSync(output)
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.log += text
    })
    this.ended = new Promise((resolve) => this.child.once('close', resolve))
  }

  /** @param instances `host:port` in place of each instance of the shipped list, which keeps its parameters */
  static async start(program: string, instances: readonly string[]): Promise<RunningNginx> {
    const folder = ownFolder()
    const port = await freePort()
    writeFileSync(join(folder, 'nginx.conf'), listeningOn(port))
    writeFileSync(join(folder, 'nginx-upstream.conf'), leadingTo(instances))
    const nginx = new RunningNginx(program, folder, port)
    await nginx.started()
    return nginx
  }

  /** What it says of the shipped configuration; empty when nothing is wrong with it. */
  static complaints(program: string): string {
    const folder = ownFolder()
    try {
      for (const file of ['nginx.conf', 'nginx-upstream.conf'])
        writeFileSync(join(folder, file), shipped(file))
      const { status, stderr } = spawnSync(program, [...commonArgs(folder), '-t'], {
        encoding: 'utf8',
        stdio: ['ignore', 'ignore', 'pipe'],
        ...NOBODY,
      })
      const lines = stderr.split('\n').filter((line) => /\[(?:emerg|crit|alert|error|warn)\]/.test(line))
      return status === 0 ? lines.join('; ') : stderr.trim()
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }

  async stop(): Promise<void> {
    this.child.kill('SIGTERM')
    await this.ended
    rmSync(this.folder, { recursive: true, force: true })
  }

  private started(): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`nginx did not start within ${START_MS / 1000} s: ${this.log}`)),
        START_MS,
      )
      this.child.stderr?.on('data', () => {
        if (!this.log.includes(STARTED)) return
        clearTimeout(timer)
        resolve()
      })
      void this.ended.then(() => {
        clearTimeout(timer)
        reject(new Error(`nginx ended: ${this.log}`))
      })
    })
  }
}

function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'strata-nginx-'))
  own(folder)
  return folder
}

function own(path: string): void {
  if (NOBODY.uid !== undefined) chownSync(path, NOBODY.uid, NOBODY.gid)
}

function commonArgs(folder: string): string[] {
  return ['-p', `${folder}/`, '-e', 'stderr', '-c', join(folder, 'nginx.conf')]
}

function shipped(file: string): string {
  return readFileSync(join(PROJECT_ROOT, 'ops', file), 'utf8')
}

/** The one change to the configuration itself. */
function listeningOn(port: number): string {
  const text = shipped('nginx.conf')
  if (text.split('listen 8080;').length !== 2) throw new Error('ops/nginx.conf does not listen on 8080 once')
  return text.replace('listen 8080;', `listen 127.0.0.1:${port};`)
}

function leadingTo(instances: readonly string[]): string {
  const text = shipped('nginx-upstream.conf')
  const places = [...new Set(text.match(/(?<=server )\S+/g))]
  if (places.length !== instances.length) throw new Error(`the shipped list has ${places.length} instances`)
  return places.reduce(
    (list, place, at) => list.replaceAll(`server ${place}`, `server ${instances[at]}`),
    text,
  )
}
