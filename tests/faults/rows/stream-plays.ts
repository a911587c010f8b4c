import { PATIENCE_MS } from '../faulty-calls.ts'
import type { Stage } from '../stage.ts'
import { StreamReader } from '../stream-reader.ts'
import type { Theatre } from '../theatre.ts'
import { rows } from '../upstream/toxics.ts'

/** Prices and volumes that all change all the time: the largest deltas there are. */
const RESTLESS = rows((all, turn) =>
  all.map((one) => ({
    ...one,
    current_price: Number(one.current_price) * (1 + (turn % 7) / 1000),
    total_volume: Number(one.total_volume) * (1 + (turn % 5) / 100),
  })),
)
/** Until the kernel takes no more for a reader that does not read: some 4 MB, ms. */
const KERNEL_FULL_MS = 600_000
const FIRST_BYTES_MS = 300

/** Opens so many streams at once, all of one client or, behind a proxy that says so, each of its own. */
export function openMany(stage: Stage, count: number, isProxied = false): Promise<StreamReader[]> {
  const headers = (at: number): Record<string, string> =>
    isProxied ? { 'x-forwarded-for': `198.51.${Math.floor(at / 250)}.${at % 250}` } : {}
  return Promise.all(
    Array.from({ length: count }, (_, at) => StreamReader.open(stage.product.url, headers(at))),
  )
}

export const boards = (reader: StreamReader) => reader.messages.filter(({ event }) => event === 'snapshot')

export function leave(readers: readonly StreamReader[]): void {
  for (const reader of readers) reader.close()
}

/** Whoever reads gets every board beside those who do not; in a full run until the product itself holds them back. */
export async function readsBesideTheIdle(theatre: Theatre): Promise<void> {
  const stage = await theatre.open()
  if (theatre.isFull) stage.upstream.inject({ act: RESTLESS })
  const [quick, ...slow] = await openMany(stage, 20)
  if (quick === undefined) throw new Error('no stream')
  for (const reader of slow) reader.stall()
  const more = async (count: number) => {
    const before = boards(quick).length
    await stage.until(
      'boards for the one who reads',
      PATIENCE_MS,
      () => boards(quick).length >= before + count || null,
    )
  }
  // The first boards also warm the process up.
  await more(5)
  await stage.setMark()
  if (theatre.isFull)
    await stage.until('readers that are sent nothing more', KERNEL_FULL_MS, async () =>
      Number(await stage.metric('strata_sse_clients{state="behind"}')) > 0 ? true : null,
    )
  await more(5)
  const growth = stage.leakedBytes()
  if (growth > 0) throw new Error(`${Math.round(growth / 1e6)} MB for readers that do not read`)
  leave([quick, ...slow])
}

/** The way on from a board that was missed is sent, not the whole board. */
export async function resumes(theatre: Theatre): Promise<void> {
  const stage = await theatre.open()
  // As long as history arrives, much of the board changes with each refresh.
  await stage.until('all of the history', 60_000, async () => {
    const { filled, needed } = (await stage.snapshot()).history
    return needed > 0 && filled === needed ? true : null
  })
  const first = await StreamReader.open(stage.product.url)
  const known = await stage.until('a board', PATIENCE_MS, () => boards(first)[0] ?? null)
  first.close()
  await stage.until(
    'another board',
    PATIENCE_MS,
    async () => (await stage.snapshot()).sequence > Number(known.id) || null,
  )
  const second = await StreamReader.open(stage.product.url, { 'last-event-id': `${known.id}` })
  const resumed = await stage.until('the way on', PATIENCE_MS, () => boards(second)[0] ?? null)
  if (Number(resumed.id) <= Number(known.id)) throw new Error(`${resumed.id} came after ${known.id}`)
  if (resumed.data.length > known.data.length / 2) throw new Error('the whole board was sent again')
  second.close()
}

/** A stream that nothing gathers: its first bytes come at once, in the quickest of five, and its head forbids it. */
export async function isNotGathered(theatre: Theatre): Promise<void> {
  const stage = await theatre.open()
  const waits: number[] = []
  for (let turn = 0; turn < 5; turn += 1) {
    const startedAt = performance.now()
    const reader = await StreamReader.open(stage.product.url, { 'accept-encoding': 'gzip, br' })
    await stage.until('the first bytes', PATIENCE_MS, () => reader.messages.length > 0 || null)
    waits.push(performance.now() - startedAt)
    checkHead(reader)
    reader.close()
  }
  const least = Math.min(...waits)
  if (least > FIRST_BYTES_MS) throw new Error(`the first bytes came after ${least.toFixed(0)} ms`)
}

function checkHead({ headers }: StreamReader): void {
  if (!/^text\/event-stream(; charset=utf-8)?$/.test(`${headers['content-type']}`))
    throw new Error(`it is called ${headers['content-type']}`)
  if (headers['x-accel-buffering'] !== 'no') throw new Error('nginx may gather it')
  if (!`${headers['cache-control']}`.includes('no-transform')) throw new Error('it may be transformed')
  if (headers['content-encoding'] !== undefined) throw new Error('it is compressed')
}
