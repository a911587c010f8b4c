import type { BoardRange } from '#lib/client/view/view-params'
import type { LayerFigures } from '#lib/core/contract/snapshot'

/** One bar of "What moved it"; `id` null stands for every token not named. */
export interface ContributionRow {
  id: string | null
  value: number
}

/** The largest contributions of a range and the rest, together the return. Empty when that is unknown. */
export function contributionRows(figures: LayerFigures, range: BoardRange): ContributionRow[] {
  const named = figures.topContributions[range]
  const others = figures.otherContributions[range]
  // Of a basket no larger than the named there are no others, and 0 would read as a token that did not move.
  return others === null || others === 0 ? [...named] : [...named, { id: null, value: others }]
}
