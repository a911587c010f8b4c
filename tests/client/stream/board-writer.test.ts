import { QueryClient } from '@tanstack/react-query'
import { describe, expect, it, vi } from 'vitest'
import { type SnapshotParams, snapshotQuery } from '#lib/client/queries/snapshot-query'
import { BoardWriter } from '#lib/client/stream/board-writer'
import type { StreamMessage } from '#lib/client/stream/stream-connection'
import type { Snapshot } from '#lib/core/contract/snapshot'
import type { StreamStatus } from '#lib/core/contract/stream'
import { diffSnapshots } from '#lib/core/stream/snapshot-delta'
import { changedBoard, firstBoard } from '../../helpers/board-history.ts'
import { ManualClock } from '../../helpers/manual-clock.ts'

const DEFAULT: SnapshotParams = { currency: null, weighting: 'capped', scope: 'core' }
const keyOf = (params: Partial<SnapshotParams> = {}) => snapshotQuery({ ...DEFAULT, ...params }).queryKey
const first = firstBoard(0)
const second = changedBoard(first, { kind: 'refresh', which: 1, amount: 1 }, 1)
const third = changedBoard(second, { kind: 'refresh', which: 1, amount: 2 }, 2)
const newest: Snapshot = { ...third, fetchedAt: '2026-11-22T06:32:02Z' }

const full = (board: Snapshot): StreamMessage => ({ event: 'snapshot', data: JSON.stringify(board) })
const delta = (from: Snapshot, to: Snapshot): StreamMessage => ({
  event: 'snapshot',
  data: JSON.stringify(diffSnapshots([from], to)),
})
function status({ sequence, status, statusReason, asOf, fetchedAt, generatedAt, nextRefreshAt }: Snapshot) {
  const now = generatedAt
  const content: StreamStatus = {
    now,
    sequence,
    status,
    statusReason,
    asOf,
    fetchedAt,
    generatedAt,
    nextRefreshAt,
  }
  return { event: 'status', data: JSON.stringify(content) } as const
}

function writerFixture(held: Snapshot | undefined = first) {
  const clock = new ManualClock(0)
  const queryClient = new QueryClient()
  if (held) queryClient.setQueryData(keyOf(), held)
  const writer = new BoardWriter({
    queryClient,
    after: (ms, task) => clock.schedule(ms, task),
    random: () => 0.5,
  })
  const board = (params: Partial<SnapshotParams> = {}) => queryClient.getQueryData<Snapshot>(keyOf(params))
  const isOld = (params: Partial<SnapshotParams> = {}) =>
    queryClient.getQueryState(keyOf(params))?.isInvalidated ?? false
  return { clock, queryClient, writer, board, isOld }
}

describe('the board writer', () => {
  it('leads the cached board on by deltas, under the keys of the snapshot query', () => {
    const { writer, board, isOld } = writerFixture()
    writer.take(delta(first, second))
    expect(board()).toEqual(second)
    writer.take(delta(second, third))
    expect(board()).toEqual(third)
    expect(isOld()).toBe(false)
  })

  it('leaves what did not change the same objects', () => {
    const { writer, board } = writerFixture()
    const before = board()
    writer.take(delta(first, second))
    expect(board()?.tokens[0]).toBe(before?.tokens[0])
    expect(board()?.tokens[1]).not.toBe(before?.tokens[1])
  })

  it('writes the board of the first currency named or not, and leaves other views alone', () => {
    const { queryClient, writer, board } = writerFixture()
    const others = [{ currency: 'eur' }, { weighting: 'cap' }, { scope: 'all' }, { whatif: 'io:-' }] as const
    for (const params of [{ currency: 'usd' }, ...others]) queryClient.setQueryData(keyOf(params), first)
    writer.take(full(second))
    expect(board({ currency: 'usd' })).toEqual(second)
    for (const params of others) expect(board(params)).toBe(first)
  })

  it('makes boards of other views be asked for once the board has become another, spread over a second', async () => {
    const { clock, queryClient, writer, isOld } = writerFixture()
    queryClient.setQueryData(keyOf({ weighting: 'cap' }), first)
    writer.take(status(first))
    await clock.advance(2_000)
    expect(isOld({ weighting: 'cap' })).toBe(false)
    writer.take(delta(first, second))
    await clock.advance(499)
    expect(isOld({ weighting: 'cap' })).toBe(false)
    await clock.advance(1)
    expect([isOld({ weighting: 'cap' }), isOld()]).toEqual([true, false])
  })

  it('asks for the board where a delta does not lead on from what is held', async () => {
    const { clock, writer, board, isOld } = writerFixture()
    writer.take(delta(second, third))
    expect(board()).toBe(first)
    await clock.advance(1_000)
    expect(isOld()).toBe(true)
  })

  it('asks for the board when the server says that it holds another', async () => {
    const { clock, writer, isOld } = writerFixture()
    writer.take(status(first))
    await clock.advance(1_000)
    expect(isOld()).toBe(false)
    writer.take(status({ ...first, status: 'delayed' }))
    await clock.advance(1_000)
    expect(isOld()).toBe(true)
  })

  it('asks once however often it hears of the same', async () => {
    const { clock, queryClient, writer } = writerFixture()
    const invalidate = vi.spyOn(queryClient, 'invalidateQueries')
    for (let again = 0; again < 5; again += 1) writer.take(status(second))
    await clock.advance(1_000)
    expect(invalidate).toHaveBeenCalledTimes(1)
  })

  it('does not let an answer that was on its way overwrite what came since', async () => {
    const { queryClient, writer, board } = writerFixture()
    const answer: { send: (board: Snapshot) => void } = { send: () => {} }
    const asking = queryClient.fetchQuery({
      queryKey: keyOf(),
      queryFn: () =>
        new Promise<Snapshot>((resolve) => {
          answer.send = resolve
        }),
    })
    writer.take(delta(first, second))
    answer.send(first)
    await asking.catch(() => {})
    expect(board()).toEqual(second)
  })

  it('keeps newer prices than an instance has that it came to, until that insists', async () => {
    const { clock, writer, board, isOld } = writerFixture(newest)
    writer.take(full(second))
    expect(board()).toEqual(newest)
    writer.take(full({ ...newest, generatedAt: 'later' }))
    expect(board()?.generatedAt).toBe('later')
    writer.take(full(second))
    await clock.advance(1_000)
    expect(isOld()).toBe(false)
    writer.take(status(second))
    await clock.advance(1_000)
    expect(isOld()).toBe(true)
  })

  it('follows a server that is back to its recording', () => {
    const { writer, board } = writerFixture(newest)
    const recorded: Snapshot = { ...first, source: 'recorded', status: 'recorded' }
    writer.take(full(recorded))
    expect(board()).toEqual(recorded)
  })

  it('shrugs off what makes no sense, and asks for everything after three times', async () => {
    const { clock, writer, board, isOld } = writerFixture()
    const nonsense = ['', 'null', '{"delta":true}']
    for (const data of nonsense.slice(1)) writer.take({ event: 'snapshot', data })
    await clock.advance(1_000)
    expect(isOld()).toBe(false)
    writer.take({ event: 'status', data: nonsense[0] ?? '' })
    await clock.advance(1_000)
    expect([isOld(), board()]).toEqual([true, first])
  })

  it('throws at nothing a server or a proxy may say', () => {
    const { writer, board } = writerFixture()
    const pieces = [
      '{',
      '[]',
      '"text"',
      '<html>',
      JSON.stringify({ ...second, tokens: [null] }),
      JSON.stringify({ ...second, sector: undefined }),
      JSON.stringify({ ...diffSnapshots([first], second), tokens: [{ id: 'nobody' }] }),
      JSON.stringify({ ...diffSnapshots([first], second), layers: 'x' }),
      '{"now":"soon"}',
    ]
    for (const data of pieces)
      for (const event of ['snapshot', 'status', 'bye'] as const) writer.take({ event, data })
    expect(board()).toBe(first)
  })

  it('says which sequence the server may lead on from', () => {
    expect(writerFixture(third).writer.sequence).toBe(3)
    const { queryClient, writer } = writerFixture()
    queryClient.removeQueries({ queryKey: keyOf() })
    queryClient.setQueryData(keyOf({ weighting: 'cap' }), first)
    expect(writer.sequence).toBeNull()
  })
})
