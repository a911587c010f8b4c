import {
  columnVisibilityFeature,
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  sortFn_basic,
  tableFeatures,
} from '@tanstack/react-table'
import { BOARD_RANGES, type BoardRange, type ColumnGroup } from '#lib/client/view/view-params'
import type { TokenFigures } from '#lib/core/contract/snapshot'
import { priceAge } from '#lib/core/metrics/labels/data-quality-labels'
import { price, priceReturn, weekLine } from '#lib/core/metrics/labels/return-labels'
import { marketCap, volume24h } from '#lib/core/metrics/labels/size-labels'
import { volatility } from '#lib/core/metrics/labels/volatility-labels'
import type { MetricLabel } from '#lib/core/metrics/metric'
import { metricTitle } from '#lib/core/metrics/metric-title'

export const tokenTableFeatures = tableFeatures({
  rowSortingFeature,
  columnVisibilityFeature,
  sortedRowModel: createSortedRowModel(),
})

export type TokenColumnId =
  | 'name'
  | 'price'
  | BoardRange
  | 'volatility'
  | 'marketCap'
  | 'volume24h'
  | 'line7d'
  | 'age'

export interface TokenColumn {
  id: TokenColumnId
  head: string
  /** Name, meaning, unit and window in full, for the head's title. */
  title: string
  /** What the column shows, as the registry describes it; `null` for names. */
  metric: MetricLabel | null
  group: ColumnGroup | null
}

function metricColumn(id: TokenColumnId, metric: MetricLabel, group: ColumnGroup | null): TokenColumn {
  return { id, head: metric.shortName, title: metricTitle(metric), metric, group }
}

function returnColumn(range: BoardRange): TokenColumn {
  const title = metricTitle({ ...priceReturn, window: `rolling ${range}` })
  return { id: range, head: `${range} ${priceReturn.unit}`, title, metric: priceReturn, group: 'returns' }
}

/** The columns of the token table from left to right. */
export const TOKEN_COLUMNS: readonly TokenColumn[] = [
  { id: 'name', head: 'Token', title: 'Name, symbol and layer', metric: null, group: null },
  metricColumn('price', price, null),
  ...BOARD_RANGES.map(returnColumn),
  metricColumn('volatility', volatility, 'risk'),
  metricColumn('marketCap', marketCap, 'size'),
  metricColumn('volume24h', volume24h, 'size'),
  metricColumn('line7d', weekLine, 'risk'),
  metricColumn('age', priceAge, null),
]

const helper = createColumnHelper<typeof tokenTableFeatures, TokenFigures>()

/** Unknown is `undefined` to the table, which then keeps it last in both directions. */
const UNKNOWN_LAST = { sortFn: sortFn_basic, sortUndefined: 'last' } as const

function numeric(id: TokenColumnId, read: (token: TokenFigures) => number | null) {
  return helper.accessor((token) => read(token) ?? undefined, { id, ...UNKNOWN_LAST, sortDescFirst: true })
}

/** Column definitions with what each is sorted by. */
export const tokenColumnDefs = helper.columns([
  helper.accessor('name', {
    id: 'name',
    sortDescFirst: false,
    sortFn: (a, b) => a.original.name.localeCompare(b.original.name, 'en'),
  }),
  numeric('price', (token) => token.price),
  ...BOARD_RANGES.map((range) => numeric(range, ({ returns }) => returns[range])),
  numeric('volatility', (token) => token.volatility['30d']),
  numeric('marketCap', (token) => token.marketCap),
  numeric('volume24h', (token) => token.volume24h),
  helper.accessor('sparkline7d', { id: 'line7d', enableSorting: false }),
  numeric('age', ({ ageSeconds }) => ageSeconds),
])

/** Columns switched off by the choice of groups; none when there is no choice. */
export function hiddenColumns(groups: readonly ColumnGroup[] | null): Record<string, boolean> {
  if (groups === null) return {}
  const hidden = TOKEN_COLUMNS.filter(({ group }) => group !== null && !groups.includes(group))
  return Object.fromEntries(hidden.map(({ id }) => [id, false]))
}
