import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SnapshotDelta } from '#lib/core/contract/stream'
import { applyDelta, diffSnapshots } from '#lib/core/stream/snapshot-delta'
import { boardChange, changedBoard, firstBoard } from '../../helpers/board-history.ts'
import { snapshotFixture } from '../../helpers/snapshot-fixture.ts'

const at = (second: number) => `2026-11-22T06:31:${String(second).padStart(2, '0')}Z`
const overJson = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value))

describe('a delta', () => {
  it('names only what has changed, with its new value', () => {
    const before = snapshotFixture({ generatedAt: at(10) })
    const after = snapshotFixture({ generatedAt: at(20), sequence: 43, status: 'delayed' })
    const bittensor = after.tokens[1]
    if (bittensor) bittensor.price = 350
    expect(diffSnapshots([before], after)).toEqual({
      delta: true,
      from: 42,
      bases: [at(10)],
      sequence: 43,
      generatedAt: at(20),
      status: 'delayed',
      layers: [],
      sector: {},
      tokens: [{ id: 'bittensor', price: 350 }],
    })
  })

  it('leads from whichever version of the past a reader holds to the present', () => {
    fc.assert(
      fc.property(fc.array(boardChange, { minLength: 1, maxLength: 8 }), (changes) => {
        const history = [firstBoard(0)]
        for (const [index, change] of changes.entries())
          history.push(changedBoard(history[index] ?? firstBoard(0), change, index + 1))
        const current = history.at(-1) ?? firstBoard(0)
        const delta = diffSnapshots(history.slice(0, -1), current)
        if (delta === null) return
        const parsed = SnapshotDelta.parse(overJson(delta))
        for (const held of history.slice(0, -1)) expect(applyDelta(overJson(held), parsed)).toEqual(current)
      }),
    )
  })

  it('covers a field that differs only in a version between', () => {
    const first = snapshotFixture({ generatedAt: at(1), status: 'live' })
    const between = snapshotFixture({ generatedAt: at(2), status: 'delayed' })
    const current = snapshotFixture({ generatedAt: at(3), status: 'live', sequence: 43 })
    const delta = diffSnapshots([first, between], current)
    expect(delta?.status).toBe('live')
    expect(delta && applyDelta(between, delta)).toEqual(current)
  })

  it('does not exist where tokens or layers are others, where there is nothing older, and on recorded data', () => {
    const current = snapshotFixture({ generatedAt: at(3) })
    const { tokens, layers } = current
    expect(diffSnapshots([], current)).toBeNull()
    expect(diffSnapshots([{ ...current, tokens: tokens.toReversed() }], current)).toBeNull()
    expect(diffSnapshots([{ ...current, tokens: tokens.slice(1) }], current)).toBeNull()
    expect(diffSnapshots([{ ...current, layers: layers.slice(1) }], current)).toBeNull()
    expect(diffSnapshots([{ ...current, source: 'recorded' }], current)).toBeNull()
  })

  it('is refused by a reader who holds none of its bases, or lacks a token it names', () => {
    const before = snapshotFixture({ generatedAt: at(1) })
    const current = snapshotFixture({ generatedAt: at(2), sequence: 43 })
    if (current.tokens[0]) current.tokens[0].price = 1
    const delta = diffSnapshots([before], current)
    if (delta === null) throw new Error('there is a delta')
    expect(applyDelta({ ...before, generatedAt: at(0) }, delta)).toBeNull()
    expect(applyDelta({ ...before, tokens: before.tokens.slice(1) }, delta)).toBeNull()
    expect(applyDelta({ ...before, source: 'recorded' }, delta)).toBeNull()
    expect(applyDelta(before, delta)).toEqual(current)
  })

  it('changes nothing for a reader who is there already', () => {
    const current = snapshotFixture({ generatedAt: at(2), sequence: 43 })
    const delta = diffSnapshots([snapshotFixture({ generatedAt: at(1) })], current)
    expect(delta && applyDelta(current, delta)).toBe(current)
  })

  it('leaves every unchanged token and layer the same object, so that nothing of it is drawn anew', () => {
    const before = snapshotFixture({ generatedAt: at(1) })
    const current = snapshotFixture({ generatedAt: at(2) })
    if (current.tokens[0]) current.tokens[0].price = 1
    const delta = diffSnapshots([before], current)
    const after = delta && applyDelta(before, delta)
    expect(after?.tokens[0]).not.toBe(before.tokens[0])
    expect(after?.tokens[1]).toBe(before.tokens[1])
    expect(after?.layers).toBe(before.layers)
  })
})
