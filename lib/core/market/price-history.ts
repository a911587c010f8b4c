/** One point of a stored series in USD. `time` is ms UTC; market cap and volume are `null` where unknown. */
export interface HistoryPoint {
  time: number
  price: number
  marketCap: number | null
  volume: number | null
}

export type HistoryKind = 'daily' | 'hourly'

/**
 * One normalised `/coins/{id}/market_chart` answer: sorted by time, one point per time, no live point.
 * `daily` points carry 00:00 UTC of their date (the close of the day before); `hourly` points keep their own
 * stamp, at most one per UTC clock hour.
 */
export interface PriceHistory {
  id: string
  kind: HistoryKind
  points: readonly HistoryPoint[]
}
