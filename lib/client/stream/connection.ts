import { createSharedValue } from '#lib/client/browser/shared-value'

/**
 * How this page hears of new numbers. `starting`: not known yet; `streaming`: as they come; `reconnecting`: the stream
 * broke off a moment ago; `polling`: by asking; `offline`: this computer has no network.
 */
export type Connection = 'starting' | 'streaming' | 'reconnecting' | 'polling' | 'offline'

/** Written by the live stream, which is loaded after the page; read by everything else. */
export const connection = createSharedValue<Connection>('starting')

/** Whether the board has to be asked for by the clock: not while it streams or is about to, nor without a network. */
export function isPolling(): boolean {
  const state = connection.read()
  return state === 'starting' || state === 'polling'
}
