import type { ChartTable } from '#lib/core/chart/chart-table'
import type { CorrelationAnswer } from '#lib/core/contract/correlation'

/** One pair of the correlation table. */
export interface CorrelationCell {
  row: number
  column: number
  /** −1…1, `null` below the least joint days. */
  value: number | null
  low: number | null
  high: number | null
  /** Joint days. */
  n: number | null
}

/** Rows of cells in the order of similarity; `row` and `column` are places in `ids`. */
export function correlationRows({ order, matrix, low, high, n }: CorrelationAnswer): CorrelationCell[][] {
  return order.map((row) =>
    order.map((column) => ({
      row,
      column,
      value: matrix[row]?.[column] ?? null,
      low: low[row]?.[column] ?? null,
      high: high[row]?.[column] ?? null,
      n: n[row]?.[column] ?? null,
    })),
  )
}

/** Every pair once, in the order of similarity. `nameOf`: the name at a place of `ids`. */
export function correlationTable(answer: CorrelationAnswer, nameOf: (place: number) => string): ChartTable {
  const pairs = correlationRows(answer).flatMap((cells, at) => cells.slice(at + 1))
  return {
    head: { text: 'Pair', csv: 'pair' },
    columns: [
      { key: 'correlation', text: 'Correlation', csv: 'correlation', unit: 'ratio' },
      { key: 'low', text: 'Low 95 %', csv: 'low_95', unit: 'ratio' },
      { key: 'high', text: 'High 95 %', csv: 'high_95', unit: 'ratio' },
      { key: 'n', text: 'n, joint days', csv: 'n', unit: 'count' },
    ],
    rows: pairs.map(({ row, column, value, low, high, n }) => ({
      key: `${row} ${column}`,
      text: `${nameOf(row)} – ${nameOf(column)}`,
      csv: `${answer.ids[row]} ${answer.ids[column]}`,
      values: [value, low, high, n],
    })),
  }
}

/** Least |ρ| of the colour steps 1 to 5: fixed, never fitted to the view. */
const STEP_BOUNDS = [0.05, 0.2, 0.4, 0.6, 0.8] as const

/** Colour step of a correlation: −5 … 0 (next to nothing) … 5. */
export function correlationStep(value: number): number {
  const step = STEP_BOUNDS.filter((bound) => Math.abs(value) >= bound).length
  return value < 0 && step > 0 ? -step : step
}
