import { PATIENCE_MS } from '../faulty-calls.ts'
import type { Row } from '../row.ts'
import { StreamReader } from '../stream-reader.ts'
import { boards, isNotGathered, leave, openMany, readsBesideTheIdle, resumes } from './stream-plays.ts'

const HUB = 'tests/server/stream/stream-hub.test.ts'
const ENDS = 'tests/server/stream/stream-hub-ends.test.ts'
const SOCKETS = 'tests/server/stream/stream-hub-sockets.test.ts'
const FRAMES = 'tests/server/stream/stream-frames.test.ts'
const CONNECTION = 'tests/client/stream/stream-connection.test.ts'
const TABS = 'tests/client/stream/tab-stream.test.ts'
const WRITER = 'tests/client/stream/board-writer.test.ts'

/** Readers of the stream, and what their connections and browsers do. */
export const STREAM_ROWS: readonly Row[] = [
  {
    id: 'C1',
    fault: 'readers that stop reading',
    by: [
      { file: ENDS, test: 'is sent nothing more, and then the newest state once' },
      { file: ENDS, test: 'is cut off after 30 s, and nobody else' },
      {
        file: SOCKETS,
        test: 'a reader that stops reading skips to the newest board, while others miss nothing',
      },
    ],
    play: readsBesideTheIdle,
  },
  {
    id: 'C2',
    fault: 'a reader whose cable is pulled',
    by: [
      { file: HUB, test: 'pings and tells its time every 15 s' },
      { file: HUB, test: 'forgets a reader that has gone, and everything counted for it' },
      { file: ENDS, test: 'is found by the ping too, when the board stands still' },
    ],
  },
  {
    id: 'C3',
    fault: 'very many readers',
    by: [
      {
        file: HUB,
        test: 'sends more readers than fit in one turn all that there is, also those who come meanwhile',
      },
    ],
  },
  {
    id: 'C4',
    fault: 'one stream more than a client may have',
    by: [{ file: HUB, test: 'are 20 000 in all and 20 for each client' }],
    async play(theatre) {
      const stage = await theatre.open({ env: { STRATA_CLIENT_LIMITS: 'on' } })
      const readers = await openMany(stage, 20)
      const refused = readers.filter(({ status }) => status !== 200)
      if (refused.length > 0) throw new Error(`${refused.length} of 20 were refused`)
      const last = await StreamReader.open(stage.product.url)
      const wait = Number(last.headers['retry-after'])
      if (last.status !== 503 || !(wait >= 5 && wait <= 30))
        throw new Error(`the 21st was answered ${last.status}, to come back after ${wait} s`)
      const before = readers.map((reader) => boards(reader).length)
      await stage.until(
        'boards for the twenty',
        PATIENCE_MS,
        () => readers.every((reader, at) => boards(reader).length > Number(before[at])) || null,
      )
      leave(readers)
      const unlimited = await theatre.open({ env: { STRATA_CLIENT_LIMITS: 'off' } })
      const many = await openMany(unlimited, 25)
      if (many.some(({ status }) => status !== 200)) throw new Error('limited although a proxy does that')
      leave(many)
    },
  },
  {
    id: 'C5',
    fault: 'the server ends under its readers',
    by: [{ file: HUB, test: 'spreads the return of browsers over 2 to 8 s' }],
    async play(theatre) {
      const stage = await theatre.open({ env: { STRATA_TRUSTED_PROXIES: '1' } })
      const readers = await openMany(stage, theatre.count(100, 1000), true)
      await stage.until(
        'a board for each',
        PATIENCE_MS,
        () => readers.every((reader) => boards(reader).length > 0) || null,
      )
      await stage.watcher.stop()
      const startedAt = performance.now()
      const code = await stage.product.end('SIGTERM')
      const took = performance.now() - startedAt
      if (code !== 0 || took > 10_000) throw new Error(`ended with ${code} after ${took.toFixed(0)} ms`)
      await stage.until(
        'the end of every stream',
        PATIENCE_MS,
        () => readers.every(({ isOver }) => isOver) || null,
      )
      const told = readers.filter(({ messages }) => messages.at(-1)?.event === 'bye').length
      if (told < readers.length) throw new Error(`${told} of ${readers.length} were told`)
    },
  },
  {
    id: 'C6',
    fault: 'messages that were missed',
    by: [
      {
        file: FRAMES,
        test: 'bring every reader to the state of the server whatever it missed, by the stream alone',
      },
      {
        file: FRAMES,
        test: 'are a delta for whoever is at most ten refreshes behind, and the whole board beyond',
      },
    ],
    play: resumes,
  },
  {
    id: 'C7',
    fault: 'a proxy that gathers before it sends',
    isAlone: true,
    play: isNotGathered,
  },
  {
    id: 'C8',
    fault: 'more tabs than connections',
    by: [
      { file: TABS, test: 'hold one stream between them, and hear the same' },
      { file: TABS, test: 'pass the stream on when the tab that holds it goes' },
    ],
  },
  {
    id: 'C9',
    fault: 'offline and online again',
    by: [{ file: TABS, test: 'says so, closes the stream, and opens it anew when the network is back' }],
  },
  {
    id: 'C10',
    fault: 'a tab hidden, frozen, asleep',
    by: [
      { file: TABS, test: 'closes the stream when all are hidden, and opens it when one is seen again' },
      { file: CONNECTION, test: 'opens a stream anew that has been silent for three pings' },
      { file: CONNECTION, test: 'is revived when timers stood still while time went on' },
    ],
  },
  {
    id: 'C11',
    fault: 'a browser with a wrong clock',
    by: [
      {
        file: 'tests/client/queries/server-clock.test.ts',
        test: 'tells the time of the server on a computer a day %s',
      },
    ],
  },
  {
    id: 'C12',
    fault: 'a stream that is blocked',
    by: [
      {
        file: CONNECTION,
        test: 'polls at once when the first attempt fails, and asks again by itself when it was refused',
      },
    ],
  },
  {
    id: 'C13',
    fault: 'no script in the browser',
    expect: [
      async (stage) => {
        const [{ text }, board] = [await stage.ask('/'), await stage.snapshot()]
        const priced = board.tokens.filter(({ layer, state }) => layer !== null && state !== 'missing')
        const absent = priced.filter(({ name }) => !text.includes(name.replaceAll('&', '&amp;')))
        if (absent.length > 0) throw new Error(`the page lacks ${absent.map(({ id }) => id).join(', ')}`)
        if (!/<table/.test(text) || !/<time/.test(text)) throw new Error('the page has no table or no time')
      },
    ],
  },
  {
    id: 'C14',
    fault: 'messages that make no sense',
    by: [
      { file: WRITER, test: 'shrugs off what makes no sense, and asks for everything after three times' },
      { file: WRITER, test: 'throws at nothing a server or a proxy may say' },
    ],
  },
]
