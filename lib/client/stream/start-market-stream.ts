import type { QueryClient } from '@tanstack/react-query'
import { BoardWriter } from '#lib/client/stream/board-writer'
import type { Connection } from '#lib/client/stream/connection'
import { pageLife } from '#lib/client/stream/page-life'
import { type After, StreamConnection } from '#lib/client/stream/stream-connection'
import { openTabChannel } from '#lib/client/stream/tab-channel'
import { canAgree, contend } from '#lib/client/stream/tab-lead'
import { TabStream } from '#lib/client/stream/tab-stream'

/** How long a hidden tab keeps the stream: five minutes, but where every tab has its own, hardly at all. */
const HIDDEN_MS = 300_000
const HIDDEN_ALONE_MS = 10_000

/** What the subscription tells: how the page hears of new numbers, and when it last did, ms. */
export interface MarketStream {
  connection: Connection
  lastMessageAt: number | null
}

const after: After = (ms, task) => {
  const timer = setTimeout(task, ms)
  return () => clearTimeout(timer)
}

/** Joins this browser's live stream and writes it into the query cache, until the returned function is called. */
export function startMarketStream(
  queryClient: QueryClient,
  tell: (stream: MarketStream) => void,
): () => void {
  const writer = new BoardWriter({ queryClient, after, random: Math.random })
  let current: MarketStream = { connection: 'starting', lastMessageAt: null }
  const change = (changes: Partial<MarketStream>) => {
    current = { ...current, ...changes }
    tell(current)
  }
  if (typeof EventSource === 'undefined') {
    change({ connection: 'polling' })
    return () => {}
  }
  const stream = new TabStream({
    connect: (events) => {
      const open = () => new EventSource(streamAddress(writer.sequence))
      return new StreamConnection({ open, after, now: Date.now, random: Math.random, ...events })
    },
    contend,
    channel: openTabChannel(),
    page: pageLife,
    after,
    hiddenMs: canAgree() ? HIDDEN_MS : HIDDEN_ALONE_MS,
    onMessage: (message) => {
      writer.take(message)
      change({ lastMessageAt: Date.now() })
    },
    onConnection: (connection) => change({ connection }),
  })
  stream.start()
  return () => stream.stop()
}

/** A page that holds a board already asks only for what has changed since. */
function streamAddress(sequence: number | null): string {
  return sequence === null ? '/api/stream' : `/api/stream?lastEventId=${sequence}`
}
