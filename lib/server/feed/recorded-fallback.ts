import type { BoardFeed, FeedView } from '#lib/server/feed/board-feed'

/** What the live board has to say about the recording it stands behind. */
export type LiveState = Pick<FeedView, 'statusReason' | 'nextRefreshAt'>

/** Shows the recording in place of live data, once there is a reason to. */
export class RecordedFallback {
  private readonly recorded: BoardFeed
  private isShown = false

  constructor(recorded: BoardFeed) {
    this.recorded = recorded
  }

  show(): void {
    this.isShown = true
  }

  view(currency: string, live: LiveState): FeedView | null {
    if (!this.isShown) return null
    // The recording is in USD only; a board that says so is better than none.
    const view = this.recorded.view(currency) ?? this.recorded.view('usd')
    return view && { ...view, ...live }
  }
}
