/** A value kept on this computer, shared by every tab that shows this page. */
export interface StoredValue<T> {
  /** What holds before anything was kept, and on the server. */
  initial: T
  /** The value now; the same object as long as nothing changed. */
  read: () => T
  /** Changes what is kept. `false`: storage is closed to us, so the change lasts as long as the page. */
  change: (next: (current: T) => T) => boolean
  subscribe: (listener: () => void) => () => void
}

interface StoredValueOptions<T> {
  key: string
  initial: T
  /** `null`: the text is not one of ours. It is then set aside under a second key, never thrown away. */
  parse: (text: string) => T | null
  print: (value: T) => string
}

/** A store for `useSyncExternalStore` on top of localStorage, which may be closed, full or written by others. */
export function createStoredValue<T>(options: StoredValueOptions<T>): StoredValue<T> {
  const { key, initial, parse, print } = options
  const listeners = new Set<() => void>()
  let isFirst = true
  let text: string | null = null
  let value = initial

  function refresh(): void {
    const found = readText(key)
    if (found === undefined || found === text) return
    text = found
    const parsed = found === null ? initial : parse(found)
    if (parsed === null && found !== null) setAside(key, found)
    value = parsed ?? initial
  }

  function read(): T {
    if (isFirst) refresh()
    isFirst = false
    return value
  }

  function hearOthers(event: Event): void {
    if (event instanceof StorageEvent && event.key !== null && event.key !== key) return
    refresh()
    for (const listener of listeners) listener()
  }

  return {
    initial,
    read,
    change(next) {
      // Another tab may have written since; its change must not be lost under ours.
      refresh()
      isFirst = false
      value = next(value)
      const written = print(value)
      const isKept = writeText(key, written)
      if (isKept) text = written
      for (const listener of listeners) listener()
      return isKept
    },
    subscribe(listener) {
      if (listeners.size === 0) for (const type of WAKING_EVENTS) window.addEventListener(type, hearOthers)
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0)
          for (const type of WAKING_EVENTS) window.removeEventListener(type, hearOthers)
      }
    },
  }
}

/** A page that comes back from the browser's memory has heard of no change while it was away. */
const WAKING_EVENTS = ['storage', 'pageshow'] as const

/** `undefined`: storage is closed to us. */
function readText(key: string): string | null | undefined {
  try {
    return localStorage.getItem(key)
  } catch {
    return undefined
  }
}

function writeText(key: string, text: string): boolean {
  try {
    localStorage.setItem(key, text)
    return true
  } catch {
    return false
  }
}

function setAside(key: string, text: string): void {
  const second = `${key}-unreadable`
  const before = readText(second)
  if (before === text || before?.split('\n').includes(text)) return
  writeText(second, before ? `${before}\n${text}` : text)
}
