import { describe, expect, it } from 'vitest'
import { SnapshotDelta } from '#lib/core/contract/stream'
import { slimSnapshot } from '#lib/core/stream/slim-snapshot'
import { applyDelta } from '#lib/core/stream/snapshot-delta'
import { changedBoard, firstBoard } from '../../helpers/board-history.ts'
import { boards, eventsOf, hubFixture, lastBoard } from '../../helpers/hub-fixture.ts'

const KB = 1024

describe('a reader that does not read', () => {
  it('is sent nothing more, and then the newest state once', () => {
    const { hub, connect } = hubFixture()
    const [first, second, third, fourth] = boards(4)
    if (first) hub.publish(first)
    const slow = connect()
    const quick = connect()
    slow.writableLength = 256 * KB + 1
    const before = slow.body
    for (const board of [second, third, fourth]) if (board) hub.publish(board)
    expect(slow.body).toBe(before)
    expect(hub.report().behind).toBe(1)
    expect(quick.body.match(/id: /g)).toHaveLength(4)
    slow.writableLength = 0
    slow.emit('drain')
    const missed = slow.body.slice(before.length)
    expect(eventsOf(missed)).toEqual(['snapshot'])
    const delta = SnapshotDelta.parse(lastBoard(missed))
    expect(first && applyDelta(slimSnapshot(first), delta)).toEqual(fourth && slimSnapshot(fourth))
    expect(hub.report().behind).toBe(0)
  })

  it('is not taken for slow at 256 KB, nor for one that drains in time', async () => {
    const { clock, hub, connect } = hubFixture()
    const reader = connect()
    reader.writableLength = 256 * KB
    hub.publish(firstBoard(0))
    expect(hub.report().behind).toBe(0)
    reader.writableLength += 1
    hub.publish(changedBoard(firstBoard(0), { kind: 'refresh', which: 1, amount: 1 }, 1))
    expect(hub.report().behind).toBe(1)
    await clock.advance(29_000)
    reader.writableLength = 0
    reader.emit('drain')
    await clock.advance(60_000)
    expect([reader.isDestroyed, hub.report().stalled]).toEqual([false, 0])
  })

  it('is cut off after 30 s, and nobody else', async () => {
    const { clock, hub, connect } = hubFixture()
    const slow = connect()
    const quick = connect()
    slow.writableLength = 300 * KB
    hub.publish(firstBoard(0))
    await clock.advance(29_000)
    expect(slow.isDestroyed).toBe(false)
    await clock.advance(6_000)
    expect([slow.isDestroyed, quick.isDestroyed]).toEqual([true, false])
    expect(hub.report()).toMatchObject({ clients: 1, behind: 0, stalled: 1 })
  })

  it('is no longer counted as behind once it has gone', () => {
    const { hub, connect } = hubFixture()
    const slow = connect()
    slow.writableLength = 300 * KB
    hub.publish(firstBoard(0))
    slow.close()
    expect(hub.report()).toMatchObject({ clients: 0, behind: 0, stalled: 0 })
  })

  it('is found by the ping too, when the board stands still', async () => {
    const { clock, hub, connect } = hubFixture()
    const slow = connect()
    slow.writableLength = 300 * KB
    await clock.advance(15_000)
    expect(hub.report().behind).toBe(1)
    await clock.advance(35_000)
    expect(hub.report()).toMatchObject({ clients: 0, stalled: 1 })
  })
})

describe('a hub that ends', () => {
  it('says goodbye to everyone and waits until they are gone', async () => {
    const { hub, connect } = hubFixture()
    const readers = [connect(), connect()]
    let isClosed = false
    const closing = hub.close().then(() => {
      isClosed = true
    })
    for (const { body, isEnded } of readers) {
      expect(eventsOf(body).at(-1)).toBe('bye')
      expect(isEnded).toBe(true)
    }
    readers[0]?.close()
    await Promise.resolve()
    expect(isClosed).toBe(false)
    readers[1]?.close()
    await closing
    expect(hub.size).toBe(0)
  })

  it('cuts off after 2 s who will not go', async () => {
    const { clock, hub, connect } = hubFixture()
    const stuck = connect()
    const closing = hub.close()
    await clock.advance(1_999)
    expect(stuck.isDestroyed).toBe(false)
    await clock.advance(1)
    await closing
    expect(stuck.isDestroyed).toBe(true)
  })

  it('takes nobody in and sends nothing any more', async () => {
    const { clock, hub, connect } = hubFixture()
    const reader = connect()
    const closing = hub.close()
    const late = connect()
    expect([late.status, JSON.parse(late.body).error.code]).toEqual([503, 'draining'])
    hub.publish(firstBoard(0))
    await clock.advance(60_000)
    await closing
    expect(reader.body).not.toContain('event: snapshot')
    expect(hub.report().refused.draining).toBe(1)
  })

  it('is done at once where nobody listens', async () => {
    await hubFixture().hub.close()
  })
})
