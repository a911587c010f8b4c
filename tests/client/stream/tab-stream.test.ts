import { describe, expect, it } from 'vitest'
import type { StreamMessage } from '#lib/client/stream/stream-connection'
import { FakeBrowser, type FakeTab, HIDDEN_MS } from '../../helpers/fake-browser.ts'
import { ManualClock } from '../../helpers/manual-clock.ts'

const STATUS: StreamMessage = { event: 'status', data: '{"sequence":1}' }
const BOARD: StreamMessage = { event: 'snapshot', data: '{"sequence":2}' }

function browserFixture() {
  const clock = new ManualClock(0)
  return { clock, browser: new FakeBrowser(clock) }
}

const leaders = (...tabs: FakeTab[]) => tabs.map(({ isLeading }) => isLeading)

describe('the tabs of one browser', () => {
  it('hold one stream between them, and hear the same', () => {
    const { browser } = browserFixture()
    const tabs = Array.from({ length: 8 }, () => browser.open())
    expect(tabs.filter(({ isLeading }) => isLeading)).toHaveLength(1)
    tabs[0]?.turn('streaming')
    for (const message of [STATUS, BOARD]) tabs[0]?.say(message)
    for (const tab of tabs) {
      expect(tab.messages).toEqual([STATUS, BOARD])
      expect(tab.connections.at(-1)).toBe('streaming')
    }
  })

  it('pass the stream on when the tab that holds it goes', () => {
    const { browser } = browserFixture()
    const [first, second, third] = [browser.open(), browser.open(), browser.open()]
    first.turn('streaming')
    first.happen('left')
    expect(leaders(first, second, third)).toEqual([false, true, false])
    second.say(BOARD)
    expect(third.messages).toEqual([BOARD])
    second.stream.stop()
    expect(leaders(second, third)).toEqual([false, true])
  })

  it('tell a newcomer at once how things are and what the server holds', () => {
    const { browser } = browserFixture()
    const first = browser.open()
    first.turn('streaming')
    first.say(STATUS)
    const late = browser.open()
    expect(late.messages).toEqual([STATUS])
    expect(late.connections).toEqual(['starting', 'streaming'])
    expect(first.messages).toEqual([STATUS])
  })

  it('hear of a break and of polling, wherever the stream is held', () => {
    const { browser } = browserFixture()
    const [first, second] = [browser.open(), browser.open()]
    for (const state of ['streaming', 'reconnecting', 'polling'] as const) first.turn(state)
    expect(second.connections).toEqual(['starting', 'streaming', 'reconnecting', 'polling'])
    first.say({ event: 'bye', data: '{}' })
    expect(second.connections.at(-1)).toBe('polling')
  })

  it('poll when the tab with the stream says nothing for three pings', async () => {
    const { clock, browser } = browserFixture()
    const [first, second] = [browser.open(), browser.open()]
    first.turn('streaming')
    first.say(STATUS)
    await clock.advance(44_999)
    expect(second.connections.at(-1)).toBe('streaming')
    await clock.advance(1)
    expect(second.connections.at(-1)).toBe('polling')
  })
})

describe('a hidden tab', () => {
  it('gives the stream up after five minutes, to one that is seen', async () => {
    const { clock, browser } = browserFixture()
    const [first, second] = [browser.open(), browser.open()]
    first.happen('hidden')
    await clock.advance(HIDDEN_MS - 1)
    expect(leaders(first, second)).toEqual([true, false])
    await clock.advance(1)
    expect(leaders(first, second)).toEqual([false, true])
  })

  it('closes the stream when all are hidden, and opens it when one is seen again', async () => {
    const { clock, browser } = browserFixture()
    const [first, second] = [browser.open(), browser.open()]
    first.happen('hidden')
    second.happen('hidden')
    await clock.advance(HIDDEN_MS)
    expect(leaders(first, second)).toEqual([false, false])
    second.happen('shown')
    expect(leaders(first, second)).toEqual([false, true])
    first.happen('shown')
    expect(leaders(first, second)).toEqual([false, true])
  })

  it('keeps the stream when it is seen again in time, and looks whether it is alive', async () => {
    const { clock, browser } = browserFixture()
    const tab = browser.open()
    tab.happen('hidden')
    await clock.advance(HIDDEN_MS - 1)
    tab.happen('shown')
    await clock.advance(HIDDEN_MS)
    expect([tab.isLeading, tab.opened, tab.revived]).toEqual([true, 1, 1])
  })

  it('opens and closes the stream like any other when it was opened hidden', async () => {
    const { clock, browser } = browserFixture()
    const tab = browser.open({ isShown: false })
    expect(tab.isLeading).toBe(true)
    await clock.advance(HIDDEN_MS)
    expect(tab.isLeading).toBe(false)
  })

  it('comes back from the memory of the browser', () => {
    const { browser } = browserFixture()
    const tab = browser.open()
    tab.happen('left')
    expect(tab.isLeading).toBe(false)
    tab.happen('shown')
    expect([tab.isLeading, tab.opened]).toEqual([true, 2])
  })
})

describe('a tab without a network', () => {
  it('says so, closes the stream, and opens it anew when the network is back', () => {
    const { browser } = browserFixture()
    const [first, second] = [browser.open(), browser.open()]
    first.turn('streaming')
    for (const tab of [first, second]) tab.happen('offline')
    expect([first.isLeading, first.connections.at(-1), second.connections.at(-1)]).toEqual([
      false,
      'offline',
      'offline',
    ])
    first.happen('shown')
    expect(first.revived).toBe(0)
    for (const tab of [first, second]) tab.happen('online')
    expect([first.isLeading, first.opened]).toEqual([true, 2])
    first.turn('streaming')
    expect(second.connections.at(-1)).toBe('streaming')
  })

  it('does not open a stream that it takes over', () => {
    const { browser } = browserFixture()
    const [first, second] = [browser.open(), browser.open()]
    second.happen('offline')
    first.stream.stop()
    expect(second.opened).toBe(0)
    second.happen('online')
    expect([second.opened, second.isLeading]).toEqual([1, true])
  })
})
