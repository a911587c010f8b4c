import type { ChartColumn, ChartRow, ChartTable } from '#lib/core/chart/chart-table'
import type { ComparedEntity } from '#lib/core/chart/comparison/compared-entity'

const volatility = (key: string, text: string): ChartColumn => ({
  key,
  text,
  csv: `${key}_ann_pct`,
  unit: 'volatility',
})

const RANKING_COLUMNS: readonly ChartColumn[] = [
  volatility('volatility', 'Volatility'),
  volatility('low', 'Low 95 %'),
  volatility('high', 'High 95 %'),
  volatility('standard_error', 'Std. error'),
  { key: 'own_year', text: 'Own year, percentile', csv: 'own_year_percentile_pct', unit: 'share' },
  { key: 'n', text: 'n', csv: 'n', unit: 'count' },
]

/** The ranking, highest first, then those without a value. `order`: members as they are ranked. */
export function rankingTable(order: readonly ComparedEntity[]): ChartTable {
  return {
    head: { text: 'Entity', csv: 'entity' },
    columns: RANKING_COLUMNS,
    rows: order.map((member) =>
      rowOf(member, ({ current, low, high, standardError, percentile, n }) => [
        current,
        low,
        high,
        standardError,
        percentile,
        n,
      ]),
    ),
  }
}

const RISK_RETURN_COLUMNS: readonly ChartColumn[] = [
  { key: 'mean_return', text: 'Mean return a year', csv: 'mean_return_ann_pct', unit: 'percent' },
  volatility('deviation', 'Deviation'),
  { key: 'sharpe', text: 'Sharpe', csv: 'sharpe_ratio', unit: 'ratio' },
  { key: 'sharpe_error', text: 'Std. error of Sharpe', csv: 'sharpe_standard_error', unit: 'ratio' },
  { key: 'n', text: 'n', csv: 'n', unit: 'count' },
]

/** Reward and risk over the window, a row per member. */
export function riskReturnTable(compared: readonly ComparedEntity[]): ChartTable {
  return {
    head: { text: 'Entity', csv: 'entity' },
    columns: RISK_RETURN_COLUMNS,
    rows: compared.map((member) =>
      rowOf(member, ({ riskReturn: { meanReturn, deviation, sharpe, sharpeStandardError, n } }) => [
        meanReturn,
        deviation,
        sharpe,
        sharpeStandardError,
        n,
      ]),
    ),
  }
}

/** Everything about every member in one table, for the export of the whole view. */
export function comparisonTable(order: readonly ComparedEntity[]): ChartTable {
  const [ranking, reward] = [rankingTable(order), riskReturnTable(order)]
  return {
    head: ranking.head,
    columns: [
      ...ranking.columns,
      ...reward.columns.map((column) => (column.key === 'n' ? RISK_RETURN_COUNT : column)),
    ],
    rows: ranking.rows.map((row, at) => ({
      ...row,
      values: [...row.values, ...(reward.rows[at]?.values ?? [])],
    })),
  }
}

const RISK_RETURN_COUNT: ChartColumn = {
  key: 'risk_return_n',
  text: 'n of risk and return',
  csv: 'risk_return_n',
  unit: 'count',
}

function rowOf(
  { key, name, figures }: ComparedEntity,
  valuesOf: (figures: ComparedEntity['figures']) => (number | null)[],
): ChartRow {
  return { key, text: name, csv: figures.id, values: valuesOf(figures) }
}
