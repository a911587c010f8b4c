import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Snapshot } from '#lib/core/contract/snapshot'
import { StreamHub } from '#lib/server/stream/stream-hub'
import { changedBoard, firstBoard } from '../../helpers/board-history.ts'
import { ManualClock } from '../../helpers/manual-clock.ts'
import { framesOf } from '../../helpers/stream-frames-of.ts'

const REQUEST = 'GET /api/stream HTTP/1.1\r\nHost: localhost\r\n\r\n'
/** A board of about this size in bytes, so that a few fill what the system keeps for a socket. */
const LARGE = 1_000_000

/** Two cores shared with everyone need a moment. */
const until = (is: () => boolean) => vi.waitUntil(is, { timeout: 10_000, interval: 5 })

const clock = new ManualClock(Date.UTC(2026, 10, 22, 12))
const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

async function served() {
  const hub = new StreamHub({ clock, random: () => 0 })
  const server = createServer((request, response) => hub.open({ request, response, clientKey: 'a' }))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  ends.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const visit = async () => {
    const socket = connect(port, '127.0.0.1')
    ends.push(() => socket.destroy())
    socket.on('error', () => {})
    const before = hub.size
    socket.write(REQUEST)
    await until(() => hub.size === before + 1)
    return socket
  }
  return { hub, visit }
}

/** Everything that arrives from now on. */
function collect(socket: Socket): { text: string } {
  const got = { text: '' }
  socket.setEncoding('utf8').on('data', (piece: string) => {
    got.text += piece
  })
  return got
}

function largeBoard(sequence: number): Snapshot {
  const board = changedBoard(firstBoard(0), { kind: 'refresh', which: 1, amount: sequence % 3 }, sequence)
  return { ...board, sequence, statusReason: `${sequence} `.padEnd(LARGE, 'x') }
}

const sequences = (text: string) =>
  framesOf(text.slice(text.indexOf('\r\n\r\n') + 4)).flatMap(({ id }) =>
    id === undefined ? [] : [Number(id)],
  )

describe('over real sockets', () => {
  it('a reader that stops reading skips to the newest board, while others miss nothing', async () => {
    const { hub, visit } = await served()
    hub.publish(largeBoard(1))
    const quick = collect(await visit())
    const slow = await visit()
    slow.pause()
    let sequence = 1
    while (hub.report().behind === 0) {
      sequence += 1
      expect(sequence).toBeLessThan(100)
      hub.publish(largeBoard(sequence))
      const awaited = sequence
      await until(() => quick.text.includes(`\nid: ${awaited}\n`))
    }
    for (let more = 0; more < 5; more += 1) {
      sequence += 1
      hub.publish(largeBoard(sequence))
    }
    const late = collect(slow)
    slow.resume()
    await until(() => late.text.includes(`\nid: ${sequence}\n`) && late.text.endsWith('\n\n'))
    await until(() => quick.text.includes(`\nid: ${sequence}\n`))
    expect(sequences(quick.text)).toEqual(Array.from({ length: sequence }, (_, at) => at + 1))
    const seen = sequences(late.text)
    expect(seen.at(-1)).toBe(sequence)
    expect(seen.length).toBeLessThanOrEqual(sequence - 5)
    expect(hub.report()).toMatchObject({ clients: 2, behind: 0, stalled: 0 })
  })

  it('a reader that never reads again is cut off', async () => {
    const { hub, visit } = await served()
    const slow = await visit()
    slow.pause()
    for (let sequence = 1; hub.report().behind === 0; sequence += 1) {
      expect(sequence).toBeLessThan(100)
      hub.publish(largeBoard(sequence))
    }
    await clock.advance(36_000)
    await until(() => hub.size === 0)
    expect(hub.report().stalled).toBe(1)
  })

  it('a second request on the connection of a stream ends both, and nothing of them stays counted', async () => {
    const { hub, visit } = await served()
    const socket = await visit()
    socket.resume()
    socket.write(REQUEST)
    await once(socket, 'close')
    await until(() => hub.size === 0)
    for (let again = 0; again < 20; again += 1) await visit()
    expect(hub.report()).toMatchObject({ clients: 20, refused: { perClient: 0 } })
  })

  it('an ending hub closes every connection after its goodbye', async () => {
    const { hub, visit } = await served()
    const socket = await visit()
    const got = collect(socket)
    const gone = once(socket, 'close')
    await hub.close()
    await gone
    expect(got.text.endsWith('event: bye\ndata: {"reason":"shutdown"}\n\n')).toBe(true)
  })
})
