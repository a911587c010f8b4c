import { useSharedValue } from '#lib/client/browser/use-shared-value'
import { type Connection, connection } from '#lib/client/stream/connection'

/** How this page hears of new numbers, as it is now. */
export function useConnection(): Connection {
  return useSharedValue(connection)
}
