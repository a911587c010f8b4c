import { BOARD_RANGES, type BoardRange } from '#lib/client/view/view-params'
import type { Snapshot } from '#lib/core/contract/snapshot'

/** Ranges over which at least one layer or the sector has a return. */
export function knownRanges({ layers, sector }: Snapshot): ReadonlySet<BoardRange> {
  return new Set(
    BOARD_RANGES.filter((range) => [sector, ...layers].some(({ returns }) => returns[range] !== null)),
  )
}
