import type { LinkedView } from '#lib/client/volatility/linked-view'
import type { ComparedEntity } from '#lib/core/chart/comparison/compared-entity'
import type { Snapshot } from '#lib/core/contract/snapshot'
import type { VolatilityAnswer } from '#lib/core/contract/volatility'

/** What every panel of the comparison gets. */
export interface PanelProps {
  snapshot: Snapshot
  linked: LinkedView
  /** In the order of the chips. */
  compared: readonly ComparedEntity[]
  /** `null` while it is on its way. */
  answer: VolatilityAnswer | null
}
