import { useSyncExternalStore } from 'react'
import { serverNow } from '#lib/client/queries/server-clock'

const SECOND_MS = 1_000

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | null = null
let now = 0

function tick(): void {
  now = Math.floor(serverNow() / SECOND_MS) * SECOND_MS
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (timer === null) {
    timer = setInterval(tick, SECOND_MS)
    tick()
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0 || timer === null) return
    clearInterval(timer)
    timer = null
  }
}

/** The current second, ms UTC, from one shared timer; `null` on the server and until the page is hydrated. */
export function useNow(): number | null {
  const value = useSyncExternalStore(
    subscribe,
    () => now,
    () => 0,
  )
  return value === 0 ? null : value
}
