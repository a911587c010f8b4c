/** The server's clock minus this computer's, ms. */
let offsetMs = 0

/** Below this the difference is the network and the whole seconds of the `Date` header, not a wrong clock. */
const TOLERATED_MS = 2_000

/** Learns the difference between the two clocks from the `Date` header of an answer. */
export function noteServerTime(dateHeader: string | null): void {
  if (dateHeader !== null) noteServerNow(Date.parse(dateHeader))
}

/** Learns the same from the server's clock as it was a moment ago, ms UTC; nothing where that is no time. */
export function noteServerNow(serverNow: number): void {
  if (Number.isNaN(serverNow)) return
  const difference = serverNow - Date.now()
  offsetMs = Math.abs(difference) > TOLERATED_MS ? difference : 0
}

/** Now by the server's clock, ms UTC, so that ages are right on a computer whose clock is not. */
export function serverNow(): number {
  return Date.now() + offsetMs
}
