import type { ChartTable } from '#lib/core/chart/chart-table'
import type { LayerDetail } from '#lib/core/contract/layer-detail'

/** The table twin of a waterfall: each bar with its contribution and the sum so far, the last of which is the return. */
export function waterfallTable({
  waterfall,
  constituents,
}: Pick<LayerDetail, 'waterfall' | 'constituents'>): ChartTable {
  const tokenOf = new Map(constituents.map((constituent) => [constituent.id, constituent]))
  return {
    head: { text: 'Token', csv: 'coingecko_id' },
    columns: [
      { key: 'contribution', text: 'Contribution', csv: 'contribution_pp', unit: 'points' },
      { key: 'sum', text: 'Sum so far', csv: 'cumulative_pp', unit: 'points' },
      { key: 'weight', text: 'Weight', csv: 'weight_pct', unit: 'share' },
      { key: 'return', text: 'Return', csv: 'return_pct', unit: 'percent' },
    ],
    rows: waterfall.map(({ id, tokens, contribution, to }) => {
      const token = id === null ? undefined : tokenOf.get(id)
      return {
        key: id ?? 'others',
        text: token?.name ?? id ?? `${tokens.length} others`,
        csv: id ?? tokens.join('+'),
        values: [contribution, to, token?.weight ?? null, token?.return ?? null],
      }
    }),
  }
}
