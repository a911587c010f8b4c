import { thinLine } from '#lib/core/chart/time/thin-line'
import type { Snapshot } from '#lib/core/contract/snapshot'

const SHAPE_DIGITS = 4

function slim(value: number): number {
  return Number(value.toPrecision(SHAPE_DIGITS))
}

/**
 * The snapshot as pages embed it and the stream sends it: small lines carry only what is drawn of them, every other
 * number is untouched. Full lines are five sixths of the weight.
 */
export function slimSnapshot(snapshot: Snapshot): Snapshot {
  return {
    ...snapshot,
    tokens: snapshot.tokens.map((token) => ({
      ...token,
      sparkline7d: thinLine(token.sparkline7d).map(slim),
    })),
  }
}
