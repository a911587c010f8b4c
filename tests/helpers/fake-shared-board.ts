import type { PublishedBoard, SharedBoard } from '#lib/server/feed/shared-board'
import { reportFixture } from './report-fixture.ts'
import { snapshotFixture } from './snapshot-fixture.ts'

/** The board another instance publishes, as the test says. */
export class FakeSharedBoard implements SharedBoard {
  private heard: PublishedBoard | null = null
  private shown: PublishedBoard | null = null
  private tellOfNews: () => void = () => {}

  /** As when a notice arrives and its board was read. */
  hear(sequence: number, nextRefreshAt: number | null = null): void {
    const report = reportFixture({ nextRefreshAt })
    this.heard = { board: snapshotFixture({ sequence }), report }
    this.tellOfNews()
  }

  current(): PublishedBoard | null {
    return this.shown
  }

  reveal(): boolean {
    const isNew = this.heard !== this.shown
    this.shown = this.heard
    return isNew
  }

  onNews(listener: () => void): void {
    this.tellOfNews = listener
  }

  lead(): void {}
  publish(): void {}
  retry(): void {}
  async refresh(): Promise<void> {}
}
