import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { faultyCalls, PATIENCE_MS } from '../faulty-calls.ts'
import type { Row } from '../row.ts'
import { CANARY } from '../stage.ts'
import { answer } from '../upstream/toxics.ts'
import { keyOnlyInHeader } from './upstream-expectations.ts'

const SECRECY = 'tests/server/upstream/key-secrecy.test.ts'

/** Everything a browser can be sent. */
const PLACES = [
  '/',
  '/volatility',
  '/stack',
  '/methodology',
  '/status',
  '/layers/infrastructure',
  '/tokens/bittensor',
  '/nowhere',
  '/api/snapshot',
  '/api/snapshot.csv',
  '/api/layers.csv',
  '/api/status',
  '/api/stack',
  '/api/openapi.json',
  '/metrics',
  '/healthz',
  '/readyz',
  '/api/snapshot?x=1',
]

const LISTENING = '0A'

/** Ports on which a process listens, by what Linux knows of its sockets. */
function listeningPorts(pid: number): number[] {
  const inodes = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return (
          /^socket:\[(\d+)\]$/.exec(
            execFileSync('readlink', [`/proc/${pid}/fd/${fd}`], { encoding: 'utf8' }).trim(),
          )?.[1] ?? []
        )
      } catch {
        return []
      }
    }),
  )
  return ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/${pid}/net/${table}`, 'utf8')
      .split('\n')
      .slice(1)
      .flatMap((line) => {
        const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/)
        return state === LISTENING && inodes.has(inode)
          ? [Number.parseInt(local.split(':')[1] ?? '', 16)]
          : []
      }),
  )
}

/** The key, searched for wherever it could have gone. */
export const SECRET_ROWS: readonly Row[] = [
  {
    id: 'K1',
    fault: 'the key or its name in what a browser is sent',
    expect: [
      async (stage) => {
        // `ask` itself accuses an answer that holds the key.
        for (const path of PLACES) await stage.ask(path)
        for (const path of ['/', '/volatility', '/status'])
          await stage.ask(`${path}?_rsc=1`, { headers: { rsc: '1' } })
        const files = readdirSync(join(PROJECT_ROOT, '.next', 'static'), {
          recursive: true,
          withFileTypes: true,
        })
        for (const file of files.filter((one) => one.isFile())) {
          const text = readFileSync(join(file.parentPath, file.name), 'utf8')
          if (/COINGECKO_API_KEY|x-cg-(?:demo|pro)-api-key/.test(text) || text.includes(CANARY))
            throw new Error(`${file.name} knows of the key`)
          if (file.name.endsWith('.map')) throw new Error(`${file.name} is a source map`)
        }
      },
    ],
  },
  {
    id: 'K2',
    fault: 'an upstream that repeats the key in its refusals',
    by: [{ file: SECRECY, test: 'the key is nowhere in the error nor in the report after %s' }],
    inject: {
      times: 3,
      act: answer(
        500,
        { error: CANARY, status: { error_message: `bad key ${CANARY}` } },
        { 'X-Echo': CANARY },
      ),
    },
    expect: [
      faultyCalls(3),
      async (stage) => {
        for (const path of PLACES) await stage.ask(path)
        if (`${stage.product.stdout}${stage.product.stderr}`.includes(CANARY))
          throw new Error('the key stands in the log')
      },
    ],
  },
  { id: 'K3', fault: 'the key in an address', expect: [keyOnlyInHeader(CANARY)] },
  {
    id: 'K4',
    fault: 'the key sent to another host',
    by: [{ file: SECRECY, test: 'the key is nowhere in the error nor in the report after %s' }],
    async play(theatre) {
      const stage = await theatre.open()
      const other = await theatre.open()
      await other.watcher.stop()
      other.upstream.calls.length = 0
      stage.upstream.inject({
        times: 2,
        act: answer(307, '', { Location: `${other.upstream.baseUrl}/elsewhere` }),
      })
      const redirected = await stage.until('the redirects', PATIENCE_MS, () => {
        const calls = stage.upstream.calls.filter((call) => call.isFaulty && call.endedAt !== null)
        return calls.length >= 2 ? Date.now() : null
      })
      // Whoever follows them does so before the next refresh.
      await stage.liveSince(redirected, PATIENCE_MS)
      if (other.upstream.calls.some(({ path }) => path === '/elsewhere'))
        throw new Error('the redirect was followed')
    },
  },
  {
    id: 'K5',
    fault: 'an .env file or a key in the repository',
    async play() {
      if (!existsSync(join(PROJECT_ROOT, '.git'))) return
      const files = execFileSync('git', ['ls-files'], { cwd: PROJECT_ROOT, encoding: 'utf8' }).split('\n')
      const env = files.filter((file) => /(^|\/)\.env/.test(file) && !file.endsWith('.env.example'))
      if (env.length > 0) throw new Error(`${env[0]} is in the repository`)
      const ignored = readFileSync(join(PROJECT_ROOT, '.gitignore'), 'utf8').split('\n')
      if (!ignored.some((line) => line.startsWith('.env'))) throw new Error('.gitignore lets .env through')
      const texts = files.filter((file) => file !== '' && !/\.(png|ico|woff2?)$/.test(file))
      const keyed = texts.find((file) =>
        /CG-[A-Za-z0-9]{20,}/.test(readFileSync(join(PROJECT_ROOT, file), 'utf8')),
      )
      if (keyed !== undefined) throw new Error(`${keyed} looks as if it held a key`)
    },
  },
  {
    id: 'K6',
    fault: 'a debugger that listens',
    async play(theatre) {
      const { product } = await theatre.open()
      const ports = listeningPorts(product.pid)
      if (ports.length !== 1 || ports[0] !== Number(new URL(product.url).port))
        throw new Error(`the process listens on ${ports.join(', ')}`)
      if (product.stderr.includes('Debugger')) throw new Error('the inspector is on')
    },
  },
]
