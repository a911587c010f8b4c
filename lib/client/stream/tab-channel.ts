import type { StreamMessage, StreamState } from '#lib/client/stream/stream-connection'

/** What tabs of one browser tell each other: a newcomer its arrival, the one with the stream all it hears and how it is. */
export type TabNews =
  | { kind: 'hello' }
  | { kind: 'state'; state: StreamState }
  | { kind: 'message'; message: StreamMessage }

/** The line between tabs. */
export interface TabChannel {
  post: (news: TabNews) => void
  /** Hears the other tabs, not this one, until the returned function is called. */
  listen: (hear: (news: TabNews) => void) => () => void
}

const NAME = 'strata-stream'
const KINDS: readonly unknown[] = ['hello', 'state', 'message'] satisfies TabNews['kind'][]

/** Between the tabs of this browser; to nobody where it cannot. */
export function openTabChannel(): TabChannel {
  if (typeof BroadcastChannel === 'undefined') return { post: () => {}, listen: () => () => {} }
  const channel = new BroadcastChannel(NAME)
  return {
    post: (news) => channel.postMessage(news),
    listen: (hear) => {
      const take = ({ data }: MessageEvent<unknown>) => {
        if (isNews(data)) hear(data)
      }
      channel.addEventListener('message', take)
      return () => channel.removeEventListener('message', take)
    },
  }
}

/** A tab of another version may say what this one does not know. What a message holds is checked where it is read. */
function isNews(data: unknown): data is TabNews {
  return typeof data === 'object' && data !== null && 'kind' in data && KINDS.includes(data.kind)
}
