import { isValidPrice } from '#lib/core/analytics/log-returns'

type Values = readonly (number | null)[]

export interface RebasedTogether<Key extends string> {
  lines: Record<Key, (number | null)[]>
  /** Position at which every line that can be drawn is 100; `null` when there is none. */
  at: number | null
}

/**
 * Several lines on the same times, rebased to 100 at one of them.
 * Purpose: "which did better since" needs one since; lines that each start at their own first day cannot be compared.
 * Formula: 100 × P_t / P_base, base = the first time at which every line with two known values is known.
 * Gaps: stay. A line without two values takes no part and is all `null`; without a common time all are.
 * Cost: O(times × lines). Example: [2, 4, 6] and [null, 10, 5] → [50, 100, 150] and [null, 100, 50].
 */
export function rebaseTogether<Key extends string>(
  lines: Readonly<Record<Key, Values>>,
): RebasedTogether<Key> {
  const entries = Object.entries(lines) as [Key, Values][]
  const drawn = entries.filter(([, values]) => values.filter(isValidPrice).length > 1)
  const longest = Math.max(0, ...drawn.map(([, values]) => values.length))
  const positions = Array.from({ length: longest }, (_, at) => at)
  const base =
    drawn.length === 0
      ? -1
      : positions.findIndex((at) => drawn.every(([, values]) => isValidPrice(values[at])))
  const rebased = entries.map(([key, values]) => {
    const isDrawn = base !== -1 && drawn.some(([one]) => one === key)
    return [key, values.map((value) => (isDrawn && isValidPrice(value) ? rebase(value, values[base]) : null))]
  })
  return { lines: Object.fromEntries(rebased), at: base === -1 ? null : base }
}

function rebase(value: number, base: number | null | undefined): number | null {
  return isValidPrice(base) ? (100 * value) / base : null
}
