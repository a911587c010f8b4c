import { useSyncExternalStore } from 'react'
import { useSharedValue } from '#lib/client/browser/use-shared-value'
import { type Connection, connection } from '#lib/client/stream/connection'

/** How this page hears of new numbers, as it is now. */
export function useConnection(): Connection {
  return useSharedValue(connection)
}

const isOffline = () => connection.read() === 'offline'

/** Whether this computer has no network. */
export function useIsOffline(): boolean {
  return useSyncExternalStore(connection.subscribe, isOffline, isOffline)
}
