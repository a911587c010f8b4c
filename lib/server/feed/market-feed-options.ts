import type { UnitChange } from '#lib/core/analytics/cleaned-closes'
import type { Audience } from '#lib/server/audience'
import type { Clock } from '#lib/server/clock'
import type { BoardFeed } from '#lib/server/feed/board-feed'
import type { CallGate } from '#lib/server/feed/call-gate'
import type { OutcomeCount } from '#lib/server/feed/call-log'
import type { Logger } from '#lib/server/logger'
import type { StackFile } from '#lib/server/stack-file'
import type { MarketStore } from '#lib/server/store/market-store'
import type { MarketSource } from '#lib/server/upstream/market-source'

/** Everything the live feed stands on; nothing in it is made by the feed itself. */
export interface MarketFeedOptions {
  currencies: readonly [string, ...string[]]
  refreshMs: number
  retentionDays: number
  /** With a month's credits used up, refreshes go on without the key. */
  keylessFallback: boolean
  source: MarketSource
  /** One sentence on how the upstream is used other than configured, else `null`. */
  notice: () => string | null
  store: MarketStore
  /** Shown until the first live batch. */
  recorded: BoardFeed
  stackFile: StackFile
  /** Changes of unit by CoinGecko id. */
  unitChanges: ReadonlyMap<string, readonly UnitChange[]>
  audience: Audience
  gate: CallGate
  /** How calls ended since the process began. */
  outcomes: () => readonly OutcomeCount[]
  /** How far this machine's clock is ahead of the upstream's, ms; `null` when not known. */
  clockSkewMs: () => number | null
  clock: Clock
  logger: Logger
}
