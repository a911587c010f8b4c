import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { PATIENCE_MS } from '../faulty-calls.ts'
import type { Row } from '../row.ts'
import type { Stage } from '../stage.ts'

const STACK = 'tests/core/stack/parse-stack.test.ts'
const TEXT = 'tests/core/csv/text-cell.test.ts'

const isOpen = ({ destroyed, readyState }: Socket) => !destroyed && readyState === 'open'

/** What nine of ten plain reads take at least, ms: pauses of the machine only ever lengthen some of them. */
async function quickRead(stage: Stage): Promise<number> {
  const durations: number[] = []
  for (let read = 0; read < 100; read += 1) durations.push((await stage.ask('/api/snapshot')).durationMs)
  return durations.toSorted((a, b) => a - b)[9] ?? Infinity
}

/** A reader is answered beside a crowd about as fast as before it and after it; tried three times. */
async function readsBesideCrowd(stage: Stage, openCrowd: () => Promise<Socket[]>): Promise<void> {
  let words = ''
  for (let turn = 0; turn < 3; turn += 1) {
    const before = await quickRead(stage)
    const crowd = await openCrowd()
    const during = await quickRead(stage)
    const there = crowd.filter(isOpen).length
    for (const socket of crowd) socket.destroy()
    const alone = Math.max(before, await quickRead(stage))
    if (there === crowd.length && during <= Math.max(2 * alone, alone + 10)) return
    words = `a reader waits ${during.toFixed(1)} ms beside ${there} sockets in place of ${alone.toFixed(1)}`
  }
  throw new Error(words)
}

function openSockets({ product }: Stage, count: number, greeting: string): Promise<Socket[]> {
  const { port } = new URL(product.url)
  return Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<Socket>((resolve, reject) => {
          const socket = connect(Number(port), '127.0.0.1', () => {
            socket.on('error', () => {})
            // Unread, the end would never be seen.
            socket.resume()
            if (greeting !== '') socket.write(greeting)
            resolve(socket)
          })
          socket.once('error', reject)
        }),
    ),
  )
}

/** A flood by one client is turned away, whatever address it claims; another client is not. */
async function limitsOneClient(stage: Stage): Promise<void> {
  const statuses: number[] = []
  for (let turn = 0; turn < 60; turn += 1) {
    const headers = { 'x-forwarded-for': `203.0.113.${turn}` }
    const reply = await stage.ask('/api/snapshot.csv', { headers })
    statuses.push(reply.status)
    if (reply.status === 429 && !(Number(reply.headers['retry-after']) >= 1))
      throw new Error('no time to come back')
  }
  const refused = statuses.filter((status) => status === 429).length
  const odd = statuses.find((status) => ![200, 429].includes(status))
  if (odd !== undefined) throw new Error(`answered ${odd}`)
  if (refused < 30) throw new Error(`only ${refused} of 60 exports were refused`)
}

/** Floods, idle crowds and mappings that are too much. */
export const FLOOD_ROWS: readonly Row[] = [
  {
    id: 'A6',
    fault: 'formulas in a file of text',
    by: [
      { file: TEXT, test: 'never starts a cell with a formula character, whatever the text' },
      {
        file: 'tests/core/csv/tokens-csv.test.ts',
        test: 'neutralises formulas in foreign text and leaves negative numbers numbers',
      },
    ],
  },
  {
    id: 'A9',
    fault: 'a mapping that would change prototypes',
    by: [{ file: STACK, test: 'refuses __proto__ as a field and pollutes nothing' }],
  },
  {
    id: 'A10',
    fault: 'a mapping edited into nonsense, and one of a megabyte and more',
    by: [{ file: STACK, test: 'refuses text over 1 MB, long lists and deep nesting without walking them' }],
    async play(theatre) {
      const folder = mkdtempSync(join(tmpdir(), 'strata-mapping-'))
      const file = join(folder, 'stack.json')
      try {
        copyFileSync(join(PROJECT_ROOT, 'data', 'stack.json'), file)
        const stage = await theatre.open({ env: { STRATA_STACK_FILE: file } })
        const { mapping, tokens } = await stage.snapshot()
        let known: string | null = null
        for (const nonsense of ['{"layers": [', `[${'0,'.repeat(600_000)}0]`]) {
          writeFileSync(file, nonsense)
          known = await stage.until('its own problem', PATIENCE_MS, async () => {
            const { problem } = (await stage.status()).mapping
            return problem === known ? null : problem
          })
          const board = await stage.snapshot()
          if (board.mapping.sha256 !== mapping.sha256 || board.tokens.length !== tokens.length)
            throw new Error('the board follows it')
        }
        const breaches = await stage.watcher.takeBreaches()
        if (breaches.length > 0) throw new Error(breaches.join('; '))
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
  },
  {
    id: 'A16',
    fault: 'a flood by one client under many names',
    by: [
      {
        file: 'tests/server/front/client-address.test.ts',
        test: 'is one client for a whole /56 of IPv6, and for IPv4 however it is written',
      },
      {
        file: 'tests/server/front/front.test.ts',
        test: 'goes on sending what is prepared while it refuses to make what is not',
      },
    ],
    async play(theatre) {
      const stage = await theatre.open({ env: { STRATA_CLIENT_LIMITS: 'on' } })
      await stage.watcher.stop()
      await limitsOneClient(stage)
      const { status } = await stage.ask('/healthz')
      if (status !== 200) throw new Error(`/healthz answered ${status}`)
    },
  },
  {
    id: 'A17',
    fault: 'sockets that say nothing or half a request',
    isAlone: true,
    async play(theatre) {
      const stage = await theatre.open()
      const count = theatre.count(750, 5000)
      const half = () => openSockets(stage, count, 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow')
      await readsBesideCrowd(stage, async () => [...(await openSockets(stage, count, '')), ...(await half())])
      const slow = await half()
      await stage.until('the end of half a request', 40_000, () => !slow.some(isOpen) || null)
    },
  },
]
