/**
 * How many tiles wide each category must be so that all stand side by side in `columns` tile columns with as few rows as
 * can be. With more categories than columns each gets one, and the row breaks.
 */
export function columnSpans(counts: readonly number[], columns: number): number[] {
  const most = Math.max(1, ...counts)
  for (let rows = 1; rows <= most; rows += 1) {
    const spans = counts.map((count) => Math.max(1, Math.ceil(count / rows)))
    if (spans.reduce((sum, span) => sum + span, 0) <= columns) return spans
  }
  return counts.map(() => 1)
}
