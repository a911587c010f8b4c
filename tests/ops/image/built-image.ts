import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, relative } from 'node:path'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { dockerIgnore } from './docker-ignore.ts'
import { readDockerfile, type Stage } from './read-dockerfile.ts'

/** The folders of an image that its steps name from the root. */
const NAMED = /(^|[\s=])\/(app|data)(?=[/\s:]|$)/g

/** The Dockerfile followed step by step into a folder, without an engine: what its COPY lines copy, what its RUN lines run. */
export class BuiltImage {
  readonly last: Stage
  /** Stands for the root of the last stage. */
  readonly root: string
  private readonly folder: string
  private readonly roots = new Map<string, string>()
  private readonly isSent = dockerIgnore(readFileSync(join(PROJECT_ROOT, '.dockerignore'), 'utf8'))

  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'strata-image-'))
    chmodSync(this.folder, 0o755)
    const stages = readDockerfile(readFileSync(join(PROJECT_ROOT, 'Dockerfile'), 'utf8'))
    const last = stages.at(-1)
    if (last === undefined) throw new Error('the Dockerfile has no stage')
    this.last = last
    this.root = join(this.folder, String(stages.length - 1))
    try {
      for (const [at, stage] of stages.entries()) this.follow(stage, at)
    } catch (error) {
      this.remove()
      throw error
    }
  }

  /** A path or command of the image as one of this machine. */
  outside(text: string): string {
    return text.replaceAll(NAMED, `$1${this.root}/$2`)
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }

  private follow(stage: Stage, at: number): void {
    const root = join(this.folder, String(at))
    this.roots.set(stage.name ?? String(at), root)
    let workdir = root
    for (const { instruction, text } of stage.steps) {
      if (instruction === 'WORKDIR') {
        workdir = join(root, text)
        mkdirSync(workdir, { recursive: true })
      } else if (instruction === 'COPY') this.copy(text, workdir)
      else if (instruction === 'RUN') execute(text.replaceAll(NAMED, `$1${root}/$2`), workdir)
    }
  }

  private copy(text: string, workdir: string): void {
    const from = /^--from=(\w+)\s+/.exec(text)
    const paths = text.slice(from?.[0].length ?? 0).split(/\s+/)
    const target = paths.pop() ?? '.'
    const base = from?.[1] === undefined ? PROJECT_ROOT : (this.roots.get(from[1]) ?? '')
    for (const path of paths) {
      const source = join(base, path)
      const isSent = (one: string) => from !== null || this.isSent(relative(PROJECT_ROOT, one))
      // A folder that is left out may hold files that are not.
      const filter = (one: string) => statSync(one).isDirectory() || isSent(one)
      const place = target.endsWith('/') ? join(workdir, target, basename(path)) : join(workdir, target)
      cpSync(source, place, { recursive: true, verbatimSymlinks: true, filter })
    }
  }
}

/** What a command needs of this run's environment; NEXT_TELEMETRY_DISABLED stands for the stage's own ENV. */
const KEPT = new Set(['PATH', 'HOME', 'NEXT_TELEMETRY_DISABLED'])

function execute(command: string, cwd: string): void {
  // This run's own Node, as the image has one of its own, and none of its settings.
  const env = { ...process.env }
  for (const name of Object.keys(env)) if (!KEPT.has(name)) delete env[name]
  const { status, stderr, stdout } = spawnSync('sh', ['-c', command], { cwd, env, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${`${stdout}${stderr}`.slice(-2000)}`)
}

/** Files below a folder with the time of their last change, as one text. */
export function stateOf(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.startsWith('node_modules'))
    .toSorted()
    .map((name) => `${name} ${statSync(join(folder, name)).mtimeMs}`)
    .join('\n')
}
