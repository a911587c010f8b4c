import type { Snapshot } from '#lib/core/contract/snapshot'
import { isAppError } from '#lib/server/errors'
import { DEFAULT_VIEW, getSnapshot } from '#lib/server/services/get-snapshot'

/** The default board: first currency, capped weights, core tokens; `null` before the first data. */
export async function findBoard(): Promise<Snapshot | null> {
  try {
    return await getSnapshot(DEFAULT_VIEW)
  } catch (error) {
    if (isAppError(error) && error.code === 'not_ready') return null
    throw error
  }
}
