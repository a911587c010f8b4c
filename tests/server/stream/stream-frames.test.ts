import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Snapshot } from '#lib/core/contract/snapshot'
import { SnapshotDelta, StreamStatus } from '#lib/core/contract/stream'
import { holdsVersion } from '#lib/core/stream/holds-version'
import { slimSnapshot } from '#lib/core/stream/slim-snapshot'
import { applyDelta } from '#lib/core/stream/snapshot-delta'
import { StreamFrames } from '#lib/server/stream/stream-frames'
import { type BoardChange, boardChange, changedBoard, firstBoard } from '../../helpers/board-history.ts'
import { framesOf, type SentFrame } from '../../helpers/stream-frames-of.ts'

/** A reader as a browser is one: it knows what it holds and the last id it saw. */
class Reader {
  held: Snapshot | null = null
  lastEventId: string | undefined = undefined
  /** Which version the server believes it has; `null`: not connected. */
  version: number | null = null
  /** Times it had to ask for the whole board beside the stream. */
  asked = 0

  hear(frames: readonly SentFrame[], current: Snapshot): void {
    for (const { event, id, data } of frames) {
      if (event === 'snapshot') this.held = this.after(data)
      if (id !== undefined) this.lastEventId = id
      const isBehind = event === 'status' && this.held && !holdsVersion(this.held, StreamStatus.parse(data))
      if (this.held !== null && !isBehind) continue
      this.asked += 1
      this.held = slimSnapshot(current)
    }
  }

  private after(data: unknown): Snapshot | null {
    const delta = SnapshotDelta.safeParse(data)
    if (!delta.success) return Snapshot.parse(data)
    return this.held && applyDelta(this.held, delta.data)
  }
}

type Step = BoardChange | 'drop' | 'return' | 'restart'

const calmStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: boardChange },
  { weight: 2, arbitrary: fc.constantFrom('drop' as const, 'return' as const) },
)
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: calmStep },
  { weight: 1, arbitrary: fc.constant('restart' as const) },
)

/** A server and one reader through a history; the reader is connected at the end and has heard one heartbeat. */
function live(steps: readonly Step[]): { reader: Reader; current: Snapshot } {
  let current = firstBoard(0)
  let frames = new StreamFrames()
  frames.publish(current)
  const reader = new Reader()
  const connect = () => {
    const missed = frames.resume(reader.lastEventId)
    reader.version = frames.newest
    if (missed !== null) reader.hear(framesOf(missed), current)
    reader.hear(framesOf(frames.heartbeat(0)), current)
  }
  const publish = (next: Snapshot) => {
    current = next
    frames.publish(current)
    if (reader.version === null) return
    reader.hear(framesOf(frames.since(reader.version)), current)
    reader.version = frames.newest
  }
  connect()
  for (const [index, step] of steps.entries()) {
    const now = index + 1
    if (step === 'drop') reader.version = null
    else if (step === 'return') connect()
    else if (step === 'restart') {
      // The sequence goes on from the store; the version of it is another one.
      reader.version = null
      frames = new StreamFrames()
      publish(changedBoard(current, { kind: 'status', which: 0, amount: index % 3 }, now))
    } else publish(changedBoard(current, step, now))
  }
  connect()
  return { reader, current }
}

describe('the frames of a stream', () => {
  it('bring every reader to the state of the server whatever it missed, by the stream alone', () => {
    fc.assert(
      fc.property(fc.array(calmStep, { maxLength: 25 }), (steps) => {
        const { reader, current } = live(steps)
        expect(reader.held).toEqual(slimSnapshot(current))
        expect(reader.asked).toBe(0)
      }),
    )
  })

  it('bring it there through restarts of the server too', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 25 }), (steps) => {
        const { reader, current } = live(steps)
        expect(reader.held).toEqual(slimSnapshot(current))
      }),
    )
  })

  it('are a delta for whoever is at most ten refreshes behind, and the whole board beyond', () => {
    const frames = new StreamFrames()
    let board = firstBoard(0)
    frames.publish(board)
    for (let refresh = 1; refresh <= 12; refresh += 1) {
      board = changedBoard(board, { kind: 'refresh', which: 1, amount: refresh % 3 }, refresh)
      frames.publish(board)
    }
    const isDelta = (id: string) => 'delta' in Object(framesOf(frames.resume(id) ?? Buffer.alloc(0))[0]?.data)
    expect(board.sequence).toBe(13)
    expect(isDelta('3')).toBe(true)
    expect(isDelta('12')).toBe(true)
    expect(isDelta('2')).toBe(false)
  })

  it('are none for whoever holds the one version there is of the newest sequence', () => {
    const frames = new StreamFrames()
    frames.publish(firstBoard(0))
    expect(frames.resume('1')).toBeNull()
    frames.publish({ ...firstBoard(1), status: 'delayed' })
    expect(framesOf(frames.resume('1') ?? Buffer.alloc(0))[0]?.data).toMatchObject({
      delta: true,
      status: 'delayed',
    })
  })

  it('are the whole board for an id that says nothing', () => {
    const frames = new StreamFrames()
    frames.publish(firstBoard(0))
    for (const id of [undefined, '', '2', '-1', '1.0', '01', ' 1', 'NaN', '\u0000', '9'.repeat(10_000)])
      expect(framesOf(frames.resume(id) ?? Buffer.alloc(0))[0]?.data).toEqual(slimSnapshot(firstBoard(0)))
  })

  it('forget the sequences of another life that went on further', () => {
    const frames = new StreamFrames()
    frames.publish({ ...firstBoard(0), sequence: 90 })
    frames.publish({ ...firstBoard(1), sequence: 1 })
    expect(framesOf(frames.resume('90') ?? Buffer.alloc(0))[0]?.data).toEqual(
      slimSnapshot({ ...firstBoard(1), sequence: 1 }),
    )
  })

  it('are written once and shared by everyone', () => {
    const frames = new StreamFrames()
    frames.publish(firstBoard(0))
    frames.publish(changedBoard(firstBoard(0), { kind: 'refresh', which: 1, amount: 1 }, 1))
    expect(frames.since(1)).toBe(frames.since(1))
    expect(frames.resume('1')).toBe(frames.since(1))
  })

  it('say before the first data that there is none yet', () => {
    const frames = new StreamFrames()
    expect(frames.resume(undefined)?.length).toBe(0)
    expect(framesOf(frames.heartbeat(0))).toEqual([
      { event: 'status', data: expect.objectContaining({ status: 'starting', sequence: null }) },
    ])
  })
})
