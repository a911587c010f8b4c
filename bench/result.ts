/** One measured figure beside its target and, where a ratio says more than a time, a baseline of the same run. */
export interface Result {
  /** Number of the target it answers, such as F1, where it has one. */
  id?: string
  name: string
  value: number
  unit: string
  target: number
  /** The target is a least value; otherwise it is a greatest one. */
  isLeast?: boolean
  baseline?: { name: string; value: number }
}

/** Median of repeated measurements, in the unit `measure` answers. */
export async function medianOf(times: number, measure: () => number | Promise<number>): Promise<number> {
  const values: number[] = []
  for (let turn = 0; turn < times; turn += 1) values.push(await measure())
  return median(values)
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** The value below which the share `p` of the values lies, by nearest rank. */
export function quantile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? Number.NaN
}

export function table(results: readonly Result[]): string {
  const rows = results.map(({ id = '', name, value, unit, target, isLeast = false, baseline }) => [
    id,
    name,
    `${round(value)} ${unit}`,
    `${isLeast ? '≥' : '≤'} ${target} ${unit}`,
    (isLeast ? value >= target : value <= target) ? 'met' : 'MISSED',
    baseline ? `${baseline.name}: ${round(baseline.value)}` : '',
  ])
  const all = [['', 'figure', 'measured', 'target', 'verdict', 'beside it in this run'], ...rows]
  const widths = [0, 1, 2, 3, 4, 5].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function round(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3)
}
