import { findRuntime } from '#lib/server/runtime'

const UNKNOWN_YET = 'http://localhost:3000'

/** Where readers reach this board, for absolute links; a stand-in while the product is being built. */
export function getPublicUrl(): string {
  return findRuntime()?.publicUrl ?? UNKNOWN_YET
}
