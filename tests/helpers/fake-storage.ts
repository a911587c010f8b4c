import { vi } from 'vitest'

export interface FakeStorage {
  texts: Map<string, string>
  /** Refuses every call, as a browser does that blocks storage. */
  close: () => void
  /** What another tab writes reaches this one as an event. */
  writeFromOtherTab: (key: string, text: string) => void
}

/** Puts a window with localStorage and storage events where browser code looks for them. */
export function fakeStorage(initial: Readonly<Record<string, string>> = {}): FakeStorage {
  const texts = new Map(Object.entries(initial))
  let isClosed = false
  const open = <T>(value: T): T => {
    if (isClosed) throw new DOMException('storage is blocked', 'SecurityError')
    return value
  }
  const target = new EventTarget()
  class FakeStorageEvent extends Event {
    readonly key: string | null
    constructor(key: string | null) {
      super('storage')
      this.key = key
    }
  }
  vi.stubGlobal('window', target)
  vi.stubGlobal('StorageEvent', FakeStorageEvent)
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => open(texts.get(key) ?? null),
    setItem: (key: string, text: string) => void open(texts).set(key, text),
    removeItem: (key: string) => void open(texts).delete(key),
  })
  return {
    texts,
    close: () => {
      isClosed = true
    },
    writeFromOtherTab(key, text) {
      texts.set(key, text)
      target.dispatchEvent(new FakeStorageEvent(key))
    },
  }
}
