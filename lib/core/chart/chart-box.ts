/** The measured place of a chart on screen, px. */
export interface ChartBox {
  width: number
  height: number
  /** A phone: names stand in a key above the chart, every other time on the axis. */
  isNarrow: boolean
}
