import type { Snapshot } from '#lib/core/contract/snapshot'
import type { StreamLimits } from '#lib/server/stream/clients'
import { StreamHub } from '#lib/server/stream/stream-hub'
import { changedBoard, firstBoard } from './board-history.ts'
import { type FakeSocket, fakeExchange } from './fake-exchange.ts'
import { ManualClock } from './manual-clock.ts'
import { framesOf } from './stream-frames-of.ts'

interface HubFixtureOptions {
  limits?: StreamLimits
  /** What chance always says, 0…1. */
  random?: number
}

interface Visit {
  key?: string
  lastEventId?: string
  headers?: Record<string, string>
}

/** A hub on a clock moved by hand, that serves all readers in one turn. */
export function hubFixture({
  limits = { total: 100, perClient: 100 },
  random = 0.5,
}: HubFixtureOptions = {}) {
  const clock = new ManualClock(Date.UTC(2026, 10, 22, 12))
  const hub = new StreamHub({ clock, random: () => random, limits, defer: (task) => task() })
  const connect = ({ key = '192.0.2.1', lastEventId, headers }: Visit = {}): FakeSocket => {
    const { request, response, socket } = fakeExchange(headers)
    const dataHeaders = { 'Access-Control-Allow-Origin': '*' }
    hub.open({ request, response, clientKey: key, lastEventId, headers: dataHeaders })
    return socket
  }
  return { clock, hub, connect }
}

/** The board as it was after each of so many refreshes; the first is number 1. */
export function boards(count: number): Snapshot[] {
  const all = [firstBoard(0)]
  for (let at = 1; at < count; at += 1)
    all.push(changedBoard(all[at - 1] ?? firstBoard(0), { kind: 'refresh', which: 1, amount: at % 3 }, at))
  return all
}

/** Names of the events in what was sent. */
export const eventsOf = (body: string) => framesOf(body).map(({ event }) => event)

/** Data of the last `snapshot` event in what was sent. */
export const lastBoard = (body: string) => framesOf(body).findLast(({ event }) => event === 'snapshot')?.data
