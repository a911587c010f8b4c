const WINDOW_MS = 60_000
const LINES = 10
/** Classes remembered; there are about as many as kinds of faults. */
const CLASSES = 200

interface Window {
  since: number
  lines: number
  suppressed: number
}

/** Lets ten lines of a class through in any window of a minute that begins with its first. */
export class LineLimit {
  private readonly windows = new Map<string, Window>()
  private readonly monotonic: () => number

  /** @param monotonic ms of a clock that never jumps */
  constructor(monotonic: () => number) {
    this.monotonic = monotonic
  }

  /** How many lines of the class were left out in the window before, or `null` when this one is left out too. */
  take(name: string): number | null {
    const now = this.monotonic()
    const window = this.windows.get(name)
    if (window === undefined || now - window.since >= WINDOW_MS) {
      if (this.windows.size >= CLASSES) this.windows.clear()
      this.windows.set(name, { since: now, lines: 1, suppressed: 0 })
      return window === undefined ? 0 : window.suppressed
    }
    if (window.lines >= LINES) {
      window.suppressed += 1
      return null
    }
    window.lines += 1
    return 0
  }
}
