import type { Series } from '#lib/core/contract/series'

/** More decimals than any place shows. */
const LEVEL_DECIMALS = 4

function slim(level: number | null): number | null {
  return level === null ? null : Number(level.toFixed(LEVEL_DECIMALS))
}

/** The series for embedding in a page: levels with the digits a reader can be shown, a third of the weight. */
export function slimSeries(series: Series): Series {
  const slimmed = Object.entries(series.series).map(([key, levels]) => [key, levels.map(slim)])
  return { ...series, series: Object.fromEntries(slimmed) }
}
