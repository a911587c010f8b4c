/** One measured figure beside its target and, where a ratio says more than a time, a baseline of the same run. */
export interface Result {
  name: string
  value: number
  unit: string
  target: number
  baseline?: { name: string; value: number }
}

/** Median of repeated measurements, in the unit `measure` answers. */
export async function medianOf(times: number, measure: () => number | Promise<number>): Promise<number> {
  const values: number[] = []
  for (let turn = 0; turn < times; turn += 1) values.push(await measure())
  return values.toSorted((a, b) => a - b)[Math.floor(times / 2)] as number
}

export function table(results: readonly Result[]): string {
  const rows = results.map(({ name, value, unit, target, baseline }) => [
    name,
    `${round(value)} ${unit}`,
    `≤ ${target} ${unit}`,
    value <= target ? 'met' : 'MISSED',
    baseline ? `${round(value / baseline.value)} × ${baseline.name}` : '',
  ])
  const all = [['figure', 'measured', 'target', 'verdict', 'ratio in this run'], ...rows]
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
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
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3)
}
