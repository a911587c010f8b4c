import { setTimeout as sleep } from 'node:timers/promises'
import type { Snapshot } from '#lib/core/contract/snapshot'
import type { LaunchedProduct } from '../product/launched-product.ts'

/** Between two looks at an instance, ms. */
const LOOK_MS = 250
/** Whoever stands still answers later or never, which is no step back. */
const PATIENCE_MS = 2000

/** One that every instance computes from the database itself. */
const OTHER_VIEW = '?weighting=equal'

type Shown = Pick<Snapshot, 'sequence' | 'asOf' | 'fetchedAt' | 'status'>

/** Readers of every instance, all the time: each keeps what it was shown that is older than what it had seen before. */
export class Onlookers {
  private looks = 0
  private stepsBack: string[] = []
  private isEnded = false
  private readonly readers: Promise<void>[] = []

  /** Begins a record of its own, which ends with the process. */
  watch(instance: LaunchedProduct): void {
    this.readers.push(this.read(instance))
  }

  /** Since the last time of asking: answers that were looked at, and what in them was a step back. */
  take(): { looks: number; stepsBack: string[] } {
    const { looks, stepsBack } = this
    this.looks = 0
    this.stepsBack = []
    return { looks, stepsBack }
  }

  async end(): Promise<void> {
    this.isEnded = true
    await Promise.all(this.readers)
  }

  private async read(instance: LaunchedProduct): Promise<void> {
    const record = new Reading()
    while (instance.isAlive && !this.isEnded) {
      const answer = await askFor(instance, record.etag)
      // Of one that just ended nothing more counts.
      if (answer !== null && instance.isAlive) {
        this.looks += 1
        const found = [...record.take(answer), ...record.compare(await askFor(instance, '', OTHER_VIEW))]
        this.stepsBack.push(...found.map((step) => `process ${instance.pid}: ${step}`))
      }
      await sleep(LOOK_MS)
    }
  }
}

/** What one reader of one instance has seen. */
class Reading {
  etag = ''
  private before: Shown | null = null

  /** Answers with what in it is older or less than what was seen before. */
  take({ status, etag, text }: Answer): string[] {
    // Before its first board a new instance has nothing to show.
    if (status !== 200) return status === 304 || this.etag === '' ? [] : [`the board answered ${status}`]
    this.etag = etag
    const { before } = this
    const shown: Shown = JSON.parse(text)
    // A recording stands for no moment, so that whatever follows it is news.
    if (shown.status !== 'recorded') this.before = shown
    return before === null ? [] : stepsBack(before, shown)
  }

  /** Another view of the board, asked for after it, is of no earlier refresh. */
  compare(answer: Answer | null): string[] {
    if (answer === null || answer.status !== 200 || this.before === null) return []
    const { fetchedAt }: Shown = JSON.parse(answer.text)
    return fetchedAt < this.before.fetchedAt
      ? [`another view is of ${fetchedAt}, the board of ${this.before.fetchedAt}`]
      : []
  }
}

interface Answer {
  status: number
  etag: string
  text: string
}

/** `null` for one that gave no answer in time, as a process that stands still or just ended. */
async function askFor(instance: LaunchedProduct, etag: string, view = ''): Promise<Answer | null> {
  try {
    const answer = await fetch(`${instance.url}/api/snapshot${view}`, {
      headers: { 'If-None-Match': etag },
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    return { status: answer.status, etag: answer.headers.get('etag') ?? '', text: await answer.text() }
  } catch {
    return null
  }
}

function stepsBack(before: Shown, shown: Shown): string[] {
  if (shown.status === 'recorded') return [`a recording after the live board ${before.sequence}`]
  // Whoever was cut off alone may have numbered refreshes that it had to give up.
  if (shown.fetchedAt > before.fetchedAt && shown.asOf >= before.asOf) return []
  return (['sequence', 'asOf', 'fetchedAt'] as const)
    .filter((name) => shown[name] < before[name])
    .map((name) => `${name} fell from ${before[name]} to ${shown[name]}`)
}
