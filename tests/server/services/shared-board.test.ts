import { afterEach, expect, it } from 'vitest'
import { Audience } from '#lib/server/audience'
import { setRuntime } from '#lib/server/runtime'
import { findBoard } from '#lib/server/services/find-board'
import { getSnapshot } from '#lib/server/services/get-snapshot'
import { feedFixture, stackFileStandIn, stackOf } from '../../helpers/feed-fixture.ts'
import { quoteFixture } from '../../helpers/quote-fixture.ts'
import { reportFixture } from '../../helpers/report-fixture.ts'
import { snapshotFixture } from '../../helpers/snapshot-fixture.ts'

const IDS = ['a', 'b', 'c']

let stop = () => {}

afterEach(() => stop())

async function instance(sharedSequence: number | null) {
  const { feed, clock, source } = feedFixture({ ids: IDS })
  source.quotes = (asked) => asked.map((id) => quoteFixture(id, { lastUpdated: clock.now() }))
  stop = () => feed.stop()
  const board = snapshotFixture({ sequence: sharedSequence ?? 0 })
  setRuntime({
    feed,
    clock,
    stackFile: stackFileStandIn(stackOf(IDS)),
    audience: new Audience(),
    plan: 'keyless',
    build: { version: '1.0.0', node: 'v24', startedAt: '' },
    publicUrl: 'http://localhost:3000',
    projectRoot: '.',
    storageEngine: 'postgres',
    sharedBoard: {
      current: () => (sharedSequence === null ? null : { board, reason: null, report: reportFixture() }),
      reveal: () => false,
      lead: () => {},
      publish: () => {},
      retry: () => {},
      refresh: async () => {},
      onNews: () => {},
    },
    lease: { state: 'elsewhere', term: 1 },
    draining: false,
  })
  await feed.start()
  await clock.advance(0)
  return { board, clock, source, own: feed.view('usd')?.market.sequence ?? 0 }
}

it('shows the very board that another instance published, but for other views of it', async () => {
  const { board } = await instance(7)
  expect(await findBoard()).toBe(board)
  expect(await getSnapshot({ weighting: 'equal', scope: 'core' })).not.toBe(board)
  expect(await getSnapshot({ weighting: 'capped', scope: 'all' })).not.toBe(board)
  expect(await getSnapshot({ weighting: 'capped', scope: 'core', whatif: 'a:-' })).not.toBe(board)
  expect(await getSnapshot({ weighting: 'capped', scope: 'core', currency: 'usd' })).toBe(board)
})

it('never goes back to a board older than what it read itself', async () => {
  const { board, own } = await instance(0)
  expect(own).toBe(1)
  expect((await findBoard())?.sequence).toBe(1)
  expect(await findBoard()).not.toBe(board)
})

it('does not call live for ever what nobody could publish again', async () => {
  const { board, clock, source } = await instance(1)
  expect(board.status).toBe('live')
  source.hanging = true
  await clock.advance(3 * 60_000)
  expect(await findBoard()).toBe(board)
  await clock.advance(20 * 60_000)
  expect(await findBoard()).toMatchObject({ sequence: 1, status: 'stale' })
})

it('computes its own where none is published', async () => {
  await instance(null)
  expect((await findBoard())?.sequence).toBe(1)
})
