import { useSyncExternalStore } from 'react'
import type { SharedValue } from '#lib/client/browser/shared-value'

/** The value as it is now; draws its caller anew when it changes. */
export function useSharedValue<Value>({ subscribe, read }: SharedValue<Value>): Value {
  return useSyncExternalStore(subscribe, read, read)
}
