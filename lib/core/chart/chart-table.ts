import type { Unit } from '#lib/core/format/format-unit'

/** A column of numbers in a chart's table twin. */
export interface ChartColumn {
  key: string
  /** Head on screen. */
  text: string
  /** Head in the CSV: ASCII snake_case; percent units end in `_pct`, points in `_pp`. */
  csv: string
  unit: Unit
  /** Of `price` and `size`, default US dollars. */
  currency?: string
}

/** One row: what it is of, and a value for each column, in their order. */
export interface ChartRow {
  key: string
  text: string
  csv: string
  values: readonly (number | null)[]
}

/** The numbers of a chart as a table: the same values that are drawn, nothing rounded. */
export interface ChartTable {
  /** Head of the first column, on screen and in the CSV. */
  head: { text: string; csv: string }
  columns: readonly ChartColumn[]
  rows: readonly ChartRow[]
  /** What the CSV says in every row besides: head in ASCII snake_case, and the words. */
  facts?: readonly { csv: string; value: string }[]
}
