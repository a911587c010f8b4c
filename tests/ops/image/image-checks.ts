import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { askFrom } from '../ask-from.ts'
import { unlike, type Verdicts } from '../verdicts.ts'
import { BuiltImage, stateOf } from './built-image.ts'
import { environmentOf, execForm, textsOf } from './read-dockerfile.ts'

const START_MS = 60_000
const LOOK_MS = 100
const PAGES = ['/', '/volatility', '/stack', '/methodology', '/status', '/opengraph-image', '/api/snapshot']

/** Builds what the Dockerfile says and starts it as its user, who may write to the data volume and nowhere else. */
export async function imageChecks(verdicts: Verdicts): Promise<void> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    console.log('The image was not followed: that needs Linux and root, to start it as another user.')
    return
  }
  console.log('     following the Dockerfile …')
  let image: BuiltImage | null = null
  await verdicts.check('the steps of the Dockerfile can be followed', async () => {
    image = new BuiltImage()
    return missing(image)
  })
  const built = image as BuiltImage | null
  if (built === null) return
  try {
    await verdicts.check('the image serves as its user from a root nobody may write to', () => serves(built))
  } finally {
    built.remove()
  }
}

/** What must be in an image, and what must not. */
function missing({ root }: BuiltImage): string[] {
  const present = (path: string) => existsSync(join(root, 'app', path))
  const wanted = ['.next/BUILD_ID', 'node_modules/next', 'lib/server/main.ts', 'data/stack.json']
  const unwanted = [
    'app',
    'tests',
    '.env',
    '.git',
    '.next/cache',
    'node_modules/typescript',
    'node_modules/vitest',
  ]
  return [
    ...wanted.filter((path) => !present(path)).map((path) => `${path} is not in it`),
    ...unwanted.filter(present).map((path) => `${path} is in it`),
    ...unlike('owner of the volume', statSync(join(root, 'data')).uid, 1000),
  ]
}

async function serves(image: BuiltImage): Promise<string[]> {
  const app = join(image.root, 'app')
  const before = stateOf(app)
  const container = startContainer(image)
  try {
    const url = await container.url
    await untilReady(url)
    const problems: string[] = []
    for (const path of ['/healthz', ...PAGES])
      problems.push(...unlike(`status of ${path}`, (await askFrom(url, path)).status, 200))
    problems.push(...unlike('exit code of the health check', container.check(), 0))
    container.child.kill('SIGTERM')
    problems.push(...unlike('exit code after SIGTERM', await container.ended, 0))
    problems.push(...unlike('exit code of the health check then', container.check(), 1))
    const complaint = /.*(?:EACCES|EROFS|EPERM).*/.exec(container.output())?.[0]
    if (complaint !== undefined) problems.push(`it wanted to write: ${complaint}`)
    if (stateOf(app) !== before) problems.push('files of the image were changed')
    if (readdirSync(join(image.root, 'data')).length === 0) problems.push('nothing was kept on the volume')
    return problems
  } finally {
    container.child.kill('SIGKILL')
  }
}

/** A live board whose upstream is dead asks it a few times before it shows the recording. */
async function untilReady(url: string): Promise<void> {
  const end = performance.now() + START_MS
  while ((await askFrom(url, '/readyz')).status !== 200) {
    if (performance.now() > end) throw new Error('/readyz never answered 200')
    await pause(LOOK_MS)
  }
}

interface Container {
  child: ChildProcess
  url: Promise<string>
  ended: Promise<number | null>
  output: () => string
  /** Runs the health check; its exit code. */
  check: () => number | null
}

/** The command of the image under its user and in its environment; only the port is another, and no live upstream. */
function startContainer(image: BuiltImage): Container {
  const { last, root } = image
  const [user = 0, group = 0] = (textsOf(last, 'USER')[0] ?? '').split(':').map(Number)
  const [, ...args] = execForm(textsOf(last, 'CMD')[0] ?? '') ?? []
  const [, ...checkArgs] = execForm(textsOf(last, 'HEALTHCHECK')[0] ?? '') ?? []
  const node = nodeIn(root)
  const temporary = join(root, 'tmp')
  mkdirSync(temporary)
  chownSync(temporary, user, group)
  // Nothing listens on port 9: the live board starts without its upstream and shows the recording.
  const upstream = { COINGECKO_BASE_URL: 'http://127.0.0.1:9/api/v3' }
  const named = Object.entries(environmentOf(last)).map(([name, value]) => [name, image.outside(value)])
  const env = { ...Object.fromEntries(named), ...upstream, TMPDIR: temporary, PORT: '0', HOST: '127.0.0.1' }
  const options = { cwd: join(root, 'app'), uid: user, gid: group }
  let output = ''
  const child = spawn(node, args, { ...options, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  const url = new Promise<string>((resolve, reject) => {
    setTimeout(() => reject(new Error(`not ready in time: ${output}`)), START_MS).unref()
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text
        const ready = /Strata is ready on (\S+)/.exec(output)?.[1]
        if (ready !== undefined) resolve(ready.replace('localhost', '127.0.0.1'))
      })
    void ended.then((code) => reject(new Error(`it ended with ${code}: ${output}`)))
  })
  const check = () => {
    const port = /Strata is ready on \S+:(\d+)/.exec(output)?.[1] ?? '0'
    return spawnSync(node, checkArgs, { ...options, env: { ...env, PORT: port } }).status
  }
  return { child, url, ended, output: () => output, check }
}

/** This run's Node where the image's user can reach it. */
function nodeIn(root: string): string {
  const node = join(root, 'node')
  copyFileSync(process.execPath, node)
  chmodSync(node, 0o755)
  return node
}
