import { describe, expect, it } from 'vitest'
import { SnapshotDelta } from '#lib/core/contract/stream'
import { slimSnapshot } from '#lib/core/stream/slim-snapshot'
import { applyDelta } from '#lib/core/stream/snapshot-delta'
import { StreamHub } from '#lib/server/stream/stream-hub'
import { changedBoard, firstBoard } from '../../helpers/board-history.ts'
import { fakeExchange } from '../../helpers/fake-exchange.ts'
import { boards, eventsOf, hubFixture, lastBoard } from '../../helpers/hub-fixture.ts'
import { ManualClock } from '../../helpers/manual-clock.ts'
import { framesOf } from '../../helpers/stream-frames-of.ts'

describe('a stream that opens', () => {
  it('says at once what it is, when to come back, what the board is and what time it is', () => {
    const { hub, connect } = hubFixture()
    hub.publish(firstBoard(0))
    const { status, headers, body } = connect()
    expect(status).toBe(200)
    expect(headers).toEqual({
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-cache, no-store, no-transform',
      'X-Accel-Buffering': 'no',
      'X-Content-Type-Options': 'nosniff',
      'Access-Control-Allow-Origin': '*',
    })
    expect(body).toMatch(/^retry: 5000\n\nid: 1\nevent: snapshot\ndata: \{"schemaVersion":1,/)
    expect(eventsOf(body)).toEqual(['snapshot', 'status'])
    expect(framesOf(body)[1]?.data).toMatchObject({ now: '2026-11-22T12:00:00.000Z', sequence: 1 })
  })

  it('spreads the return of browsers over 2 to 8 s', () => {
    expect(hubFixture({ random: 0 }).connect().body).toMatch(/^retry: 2000\n\n/)
    expect(hubFixture({ random: 0.999_999 }).connect().body).toMatch(/^retry: 8000\n\n/)
  })

  it('keeps its connection alive and unbuffered, and never gives it a time limit', () => {
    const { connect } = hubFixture()
    expect(connect().settings).toEqual(['timeout 0', 'no-delay true', 'keep-alive true 30000'])
  })

  it('brings a reader that comes back on by a delta; the header wins over the address', () => {
    const { hub, connect } = hubFixture()
    const [first, second, third] = boards(3)
    for (const board of [first, second, third]) if (board) hub.publish(board)
    const byAddress = SnapshotDelta.parse(lastBoard(connect({ lastEventId: '1' }).body))
    expect(byAddress.from).toBe(1)
    expect(first && applyDelta(slimSnapshot(first), byAddress)).toEqual(third && slimSnapshot(third))
    const byHeader = connect({ lastEventId: '1', headers: { 'last-event-id': '2' } })
    expect(lastBoard(byHeader.body)).toMatchObject({ delta: true, from: 2 })
    expect(eventsOf(connect({ lastEventId: '3' }).body)).toEqual(['status'])
    expect(lastBoard(connect({ lastEventId: 'garbage' }).body)).toMatchObject({ schemaVersion: 1 })
  })

  it('waits for the first data where there is none yet', () => {
    const { hub, connect } = hubFixture()
    const reader = connect()
    expect(framesOf(reader.body)).toMatchObject([{ event: 'status', data: { status: 'starting' } }])
    hub.publish(firstBoard(0))
    expect(lastBoard(reader.body)).toEqual(slimSnapshot(firstBoard(0)))
  })

  it('answers a HEAD with its headers alone', () => {
    const { hub } = hubFixture()
    const { socket, ...exchange } = fakeExchange({}, 'HEAD')
    hub.open({ ...exchange, clientKey: 'a' })
    expect([socket.status, socket.isEnded, socket.body, hub.size]).toEqual([200, true, '', 0])
  })
})

describe('the hub', () => {
  it('hands the same bytes to every reader', () => {
    const { hub, connect } = hubFixture()
    const [first, second] = boards(2)
    if (first) hub.publish(first)
    const readers = [connect(), connect(), connect({ lastEventId: '1' })]
    if (second) hub.publish(second)
    const sent = readers.map(({ chunks }) => chunks.at(-1))
    expect(sent[0]).toBeInstanceOf(Buffer)
    expect(new Set(sent).size).toBe(1)
    expect(hub.report()).toMatchObject({ clients: 3, lastFanoutMs: 0 })
  })

  it('pings and tells its time every 15 s', async () => {
    const { clock, hub, connect } = hubFixture()
    hub.publish(firstBoard(0))
    const reader = connect()
    await clock.advance(14_999)
    expect(reader.body).not.toMatch(/: ping\n\n.*: ping\n\n/s)
    await clock.advance(1)
    expect(reader.body).toMatch(/: ping\n\n.*: ping\n\n/s)
    expect(framesOf(reader.body).at(-1)?.data).toMatchObject({ now: '2026-11-22T12:00:15.000Z' })
    await clock.advance(45_000)
    expect(reader.body.match(/: ping/g)).toHaveLength(5)
  })

  it('forgets a reader that has gone, and everything counted for it', () => {
    const { hub, connect } = hubFixture({ limits: { total: 5, perClient: 1 } })
    for (let visit = 0; visit < 20; visit += 1) {
      const reader = connect()
      expect([reader.status, hub.size]).toEqual([200, 1])
      reader.close()
      reader.close()
    }
    hub.publish(firstBoard(0))
    expect(hub.report()).toMatchObject({ clients: 0, refused: { perClient: 0 } })
  })

  it('sends more readers than fit in one turn all that there is, also those who come meanwhile', () => {
    const clock = new ManualClock(0)
    const waiting: (() => void)[] = []
    const hub = new StreamHub({ clock, random: () => 0, defer: (task) => void waiting.push(task) })
    const readers = Array.from({ length: 1_200 }, (_, at) => {
      const { socket, ...exchange } = fakeExchange()
      hub.open({ ...exchange, clientKey: `${at}` })
      return socket
    })
    const served = () => readers.filter(({ body }) => body.includes('event: snapshot')).length
    hub.publish(firstBoard(0))
    expect(served()).toBe(500)
    const late = fakeExchange()
    hub.open({ ...late, clientKey: 'late' })
    const next = changedBoard(firstBoard(0), { kind: 'refresh', which: 1, amount: 1 }, 1)
    hub.publish(next)
    for (let task = waiting.shift(); task; task = waiting.shift()) task()
    expect(served()).toBe(1_200)
    for (const { body } of [...readers, late.socket]) expect(body.match(/id: 2\n/g)).toHaveLength(1)
  })
})

describe('limits', () => {
  it('refuse the one too many in all, and leave the others alone', () => {
    const { hub, connect } = hubFixture({ limits: { total: 2, perClient: 20 } })
    const kept = [connect({ key: 'a' }), connect({ key: 'b' })]
    const refused = connect({ key: 'c' })
    expect([refused.status, refused.isEnded]).toEqual([503, true])
    expect(JSON.parse(refused.body).error.code).toBe('stream_limit')
    expect(refused.headers).toMatchObject({ 'Cache-Control': 'no-store', 'Retry-After': '18' })
    hub.publish(firstBoard(0))
    for (const { body } of kept) expect(body).toContain('event: snapshot')
    expect(hub.report()).toMatchObject({ clients: 2, refused: { total: 1 } })
    kept[0]?.close()
    expect(connect({ key: 'c' }).status).toBe(200)
  })

  it('count only those that are still there', () => {
    const { connect } = hubFixture({ limits: { total: 100, perClient: 3 } })
    const readers = [connect(), connect(), connect()]
    for (let turn = 0; turn < 5; turn += 1) {
      readers.shift()?.close()
      readers.push(connect())
      expect(readers.at(-1)?.status).toBe(200)
      expect(connect().status).toBe(503)
    }
  })

  it('hold for each client on its own', () => {
    const { hub, connect } = hubFixture({ limits: { total: 100, perClient: 2 } })
    expect([1, 2, 3].map(() => connect({ key: 'a' }).status)).toEqual([200, 200, 503])
    expect(connect({ key: 'b' }).status).toBe(200)
    expect(hub.report().refused).toEqual({ total: 0, perClient: 1, draining: 0 })
  })

  it('are 20 000 in all and 20 for each client', () => {
    const hub = new StreamHub({ clock: new ManualClock(0), random: () => 0 })
    const visit = (clientKey: string) => {
      const { socket, ...exchange } = fakeExchange()
      hub.open({ ...exchange, clientKey })
      return socket.status
    }
    const statuses = Array.from({ length: 20_001 }, (_, at) => visit(`client ${Math.floor(at / 20)}`))
    expect(statuses.indexOf(503)).toBe(20_000)
    expect(hub.size).toBe(20_000)
  })

  it('ask to come back after 5 to 30 s, at random', () => {
    const retryAfter = (random: number) =>
      hubFixture({ random, limits: { total: 0, perClient: 0 } }).connect().headers['Retry-After']
    expect([retryAfter(0), retryAfter(0.999_999)]).toEqual(['5', '30'])
  })
})
