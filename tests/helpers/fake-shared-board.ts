import { fetchedAtOf, type PublishedBoard, type SharedBoard } from '#lib/server/feed/shared-board'
import type { StoredBatch } from '#lib/server/store/market-store'
import { reportFixture } from './report-fixture.ts'
import { snapshotFixture } from './snapshot-fixture.ts'

/** The board another instance publishes, as the test says. */
export class FakeSharedBoard implements SharedBoard {
  private heard: PublishedBoard | null = null
  private shown: PublishedBoard | null = null
  private tellOfNews: () => void = () => {}

  /** As when a notice arrives and its board was read. */
  hear({ sequence, fetchedAt }: StoredBatch, nextRefreshAt: number | null = null): void {
    const report = reportFixture({ nextRefreshAt })
    const board = snapshotFixture({ sequence, fetchedAt: new Date(fetchedAt).toISOString() })
    this.heard = { board, reason: null, report }
    this.tellOfNews()
  }

  /** As when the one that feeds the database has nothing but the recording either. */
  hearOfNone(reason: string, nextRefreshAt: number): void {
    this.heard = { board: null, reason, report: reportFixture({ nextRefreshAt }) }
    this.tellOfNews()
  }

  current(): PublishedBoard | null {
    return this.shown
  }

  reveal(fetchedAt: number): boolean {
    const { heard } = this
    if (heard === this.shown || (heard !== null && fetchedAtOf(heard) !== fetchedAt)) return false
    this.shown = heard
    return true
  }

  onNews(listener: () => void): void {
    this.tellOfNews = listener
  }

  lead(): void {}
  publish(): void {}
  retry(): void {}
  async refresh(): Promise<void> {}
}
