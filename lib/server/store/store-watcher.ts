import type { Recall } from '#lib/server/store/recall'

/** Who stands on the store and has to hear of what no answer of a method can say. */
export interface StoreWatcher {
  /** What this process knows by heart. */
  recall(): Recall
  /** The database holds more than was read from it: everything that rests on it has to be read again. */
  renewed(): void
  /** The health changed. */
  changed(): void
}
