/** A value that parts of one screen share without drawing the whole screen anew when it changes. */
export interface SharedValue<Value> {
  read: () => Value
  write: (value: Value) => void
  subscribe: (listener: () => void) => () => void
}

/** A shared value; writing what it already holds (`Object.is`) wakes nobody. */
export function createSharedValue<Value>(initial: Value): SharedValue<Value> {
  const listeners = new Set<() => void>()
  let current = initial
  return {
    read: () => current,
    write: (value) => {
      if (Object.is(current, value)) return
      current = value
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
