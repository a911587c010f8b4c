import type { Snapshot } from '#lib/core/contract/snapshot'

/** Which instances showed which board, byte for byte, and since when. */
export class Agreement<Instance> {
  private readonly after: number
  private readonly boards = new Map<string, Showing<Instance>>()

  /** @param after sequence of the newest board before: only later ones count */
  constructor(after: number) {
    this.after = after
  }

  saw(instance: Instance, body: string, at: number): void {
    const known = this.boards.get(body)
    if (known) known.by.add(instance)
    else if (this.isNew(body)) this.boards.set(body, { since: at, by: new Set([instance]) })
  }

  /** Since when there is a board that all of these have shown; `null` while there is none. */
  since(instances: readonly Instance[]): number | null {
    for (const { since, by } of this.boards.values()) {
      if (instances.every((instance) => by.has(instance))) return since
    }
    return null
  }

  private isNew(body: string): boolean {
    const { sequence, status }: Snapshot = JSON.parse(body)
    return status === 'live' && sequence > this.after
  }
}

interface Showing<Instance> {
  since: number
  by: Set<Instance>
}
