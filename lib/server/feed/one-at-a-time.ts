/** Runs a task one at a time, and once more after it for whoever asked meanwhile. */
export class OneAtATime {
  private readonly task: () => Promise<void>
  private running: Promise<void> | null = null
  private isWanted = false

  /** @param task must not reject */
  constructor(task: () => Promise<void>) {
    this.task = task
  }

  /** Resolves once a run that began after this call has ended. */
  run(): Promise<void> {
    this.isWanted = true
    this.running ??= this.whileWanted()
    return this.running
  }

  private async whileWanted(): Promise<void> {
    while (this.isWanted) {
      this.isWanted = false
      await this.task()
    }
    // In the turn of the last look, or who asks between the two would wait for a run that never comes.
    this.running = null
  }
}
