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
   * Since when any of these has shown a new board, once all have shown one and the same, be it a later one that the
   * slower of them went straight to. `null` before.
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
