import { describe, expect, it } from 'vitest'
import type { Snapshot } from '#lib/core/contract/snapshot'
import { BoardWatch } from '#lib/server/stream/board-watch'
import { ManualClock, settle } from '../../helpers/manual-clock.ts'
import { snapshotFixture } from '../../helpers/snapshot-fixture.ts'

function watchFixture() {
  const clock = new ManualClock(0)
  const state = { board: null as Snapshot | null, fault: null as Error | null, looks: 0 }
  const refreshed = new Set<() => void>()
  const faults: unknown[] = []
  const watch = new BoardWatch({
    clock,
    read: async () => {
      state.looks += 1
      if (state.fault) throw state.fault
      return state.board
    },
    subscribe: (listener) => {
      refreshed.add(listener)
      return () => void refreshed.delete(listener)
    },
    onFault: (error) => void faults.push(error),
  })
  const heard: [Snapshot | null, string][] = []
  watch.onChange((snapshot, status) => void heard.push([snapshot, status]))
  return { clock, state, watch, heard, faults, refreshed }
}

describe('the board watch', () => {
  it('tells once of every new board, and that there is none yet', async () => {
    const { clock, state, watch, heard } = watchFixture()
    await watch.start()
    expect(heard).toEqual([[null, 'starting']])
    state.board = snapshotFixture({ status: 'delayed' })
    await clock.advance(5_000)
    expect(heard).toEqual([
      [null, 'starting'],
      [state.board, 'delayed'],
    ])
  })

  it('hears of a refresh at once, also of one during a look', async () => {
    const { state, watch, heard, refreshed } = watchFixture()
    await watch.start()
    state.board = snapshotFixture()
    for (const listener of refreshed) listener()
    state.board = snapshotFixture()
    for (const listener of refreshed) listener()
    await settle()
    expect(heard.at(-1)?.[0]).toBe(state.board)
  })

  it('tells a late listener what is known', async () => {
    const { state, watch } = watchFixture()
    state.board = snapshotFixture()
    await watch.start()
    const late: unknown[] = []
    watch.onChange((snapshot) => void late.push(snapshot))
    expect(late).toEqual([state.board])
  })

  it('keeps looking after a fault, which it reports', async () => {
    const { clock, state, watch, heard, faults } = watchFixture()
    await watch.start()
    state.fault = new Error('broken')
    await clock.advance(2_000)
    expect(faults).toEqual([state.fault, state.fault])
    state.fault = null
    state.board = snapshotFixture()
    await clock.advance(1_000)
    expect(heard).toHaveLength(2)
  })

  it('looks no more once it is stopped', async () => {
    const { clock, state, watch, refreshed } = watchFixture()
    await watch.start()
    watch.stop()
    const { looks } = state
    await clock.advance(10_000)
    expect([state.looks, refreshed.size]).toEqual([looks, 0])
  })
})
