import type { PageEvent, PageLife } from '#lib/client/stream/page-life'
import type { StreamMessage, StreamState } from '#lib/client/stream/stream-connection'
import type { TabChannel, TabNews } from '#lib/client/stream/tab-channel'
import type { Contend, TakeLead } from '#lib/client/stream/tab-lead'
import { type StreamLink, TabStream } from '#lib/client/stream/tab-stream'
import type { ManualClock } from './manual-clock.ts'

/** What one tab of a fake browser has been through. */
export interface FakeTab {
  stream: TabStream
  messages: StreamMessage[]
  connections: string[]
  /** How often it opened or revived the stream, and whether it holds it now. */
  opened: number
  revived: number
  isLeading: boolean
  /** What the server says to the tab that holds the stream. */
  say: (message: StreamMessage) => void
  turn: (state: StreamState) => void
  happen: (event: PageEvent) => void
}

export const HIDDEN_MS = 300_000

/** Tabs that share a lock and a line, as those of one browser do. */
export class FakeBrowser {
  private readonly clock: ManualClock
  private readonly lines = new Set<(news: TabNews) => void>()
  private readonly waiting: TakeLead[] = []
  private giveUp: (() => void) | null = null

  constructor(clock: ManualClock) {
    this.clock = clock
  }

  open({ isShown = true } = {}): FakeTab {
    const page = fakePage(isShown)
    const tab: Omit<FakeTab, 'stream'> = {
      messages: [],
      connections: [],
      opened: 0,
      revived: 0,
      isLeading: false,
      say: () => {},
      turn: () => {},
      happen: page.happen,
    }
    const stream = new TabStream({
      connect: ({ onMessage, onState }): StreamLink => {
        tab.say = onMessage
        tab.turn = onState
        return {
          start: () => {
            tab.opened += 1
            tab.isLeading = true
          },
          revive: () => {
            tab.revived += 1
          },
          stop: () => {
            tab.isLeading = false
          },
        }
      },
      contend: this.contend,
      channel: this.line(),
      page,
      after: (ms, task) => this.clock.schedule(ms, task),
      hiddenMs: HIDDEN_MS,
      onMessage: (message) => void tab.messages.push(message),
      onConnection: (connection) => void tab.connections.push(connection),
    })
    stream.start()
    return Object.assign(tab, { stream })
  }

  private line(): TabChannel {
    let own: ((news: TabNews) => void) | null = null
    return {
      post: (news) => {
        for (const hear of this.lines) if (hear !== own) hear(structuredClone(news))
      },
      listen: (hear) => {
        own = hear
        this.lines.add(hear)
        return () => void this.lines.delete(hear)
      },
    }
  }

  private readonly contend: Contend = (take) => {
    this.waiting.push(take)
    this.grant()
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      const at = this.waiting.indexOf(take)
      if (at !== -1) this.waiting.splice(at, 1)
      else this.giveUp?.()
    }
  }

  private grant(): void {
    if (this.giveUp !== null) return
    const end = this.waiting.shift()?.()
    if (end === undefined) return
    this.giveUp = () => {
      end()
      this.giveUp = null
      this.grant()
    }
  }
}

function fakePage(isShownAtFirst: boolean): PageLife & { happen: (event: PageEvent) => void } {
  const listeners = new Set<(event: PageEvent) => void>()
  let isShown = isShownAtFirst
  return {
    isShown: () => isShown,
    listen: (hear) => {
      listeners.add(hear)
      return () => void listeners.delete(hear)
    },
    happen: (event) => {
      if (event === 'shown' || event === 'hidden') isShown = event === 'shown'
      for (const hear of listeners) hear(event)
    },
  }
}
