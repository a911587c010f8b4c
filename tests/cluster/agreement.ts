import type { Snapshot } from '#lib/core/contract/snapshot'

/** Which instances showed which board, byte for byte, and since when there has been a new one. */
export class Agreement<Instance> {
  private readonly after: number
  private readonly boards = new Map<string, Set<Instance>>()
  private newSince: number | null = null

  /** @param after sequence of the newest board before: only later ones count */
  constructor(after: number) {
    this.after = after
  }

  saw(instance: Instance, body: string, at: number): void {
    const known = this.boards.get(body)
    if (known) known.add(instance)
    else if (this.isNew(body)) {
      this.newSince ??= at
      this.boards.set(body, new Set([instance]))
    }
  }

  /**
   * Once all of these have shown the same new board: since when any has shown a new one, if another that some of them
   * passed over. `null` before.
   */
  since(instances: readonly Instance[]): number | null {
    const isShared = [...this.boards.values()].some((by) => instances.every((one) => by.has(one)))
    return isShared ? this.newSince : null
  }

  private isNew(body: string): boolean {
    const { sequence, status }: Snapshot = JSON.parse(body)
    return status === 'live' && sequence > this.after
  }
}
