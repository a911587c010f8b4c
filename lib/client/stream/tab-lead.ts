/** Takes the lead; the returned function gives it up. */
export type TakeLead = () => () => void

/** Wants to lead: the returned function withdraws, whether it leads by then or still waits. */
export type Contend = (take: TakeLead) => () => void

const NAME = 'strata-stream'

/** Whether the tabs of this browser can agree on one of them. */
export function canAgree(): boolean {
  return typeof navigator !== 'undefined' && 'locks' in navigator && typeof BroadcastChannel !== 'undefined'
}

/** One tab of this browser leads at a time, the next as soon as it goes; where they cannot agree, each does. */
export const contend: Contend = (take) => (canAgree() ? contendByLock(take) : take())

function contendByLock(take: TakeLead): () => void {
  const waiting = new AbortController()
  let giveUp = () => waiting.abort()
  navigator.locks
    .request(NAME, { signal: waiting.signal }, () => {
      const end = take()
      return new Promise<void>((release) => {
        giveUp = () => {
          end()
          release()
        }
      })
    })
    .catch(() => {
      // Withdrawn while it waited, or locks are closed to us: then each tab leads itself.
      if (!waiting.signal.aborted) giveUp = take()
    })
  return () => giveUp()
}
