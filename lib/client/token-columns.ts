import {
  columnVisibilityFeature,
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  sortFn_basic,
  tableFeatures,
} from '@tanstack/react-table'
import { BOARD_RANGES, type BoardRange, type ColumnGroup } from '#lib/client/view-params'
import type { TokenFigures } from '#lib/core/contract/snapshot'

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
  /** Unit and window in full, for the head's title. */
  meaning: string
  group: ColumnGroup | null
}

const RANGE_MEANING = (range: BoardRange) => `Return over a rolling ${range}, %`

/** The columns of the token table from left to right. */
export const TOKEN_COLUMNS: readonly TokenColumn[] = [
  { id: 'name', head: 'Token', meaning: 'Name, symbol and layer', group: null },
  { id: 'price', head: 'Price', meaning: 'Last price', group: null },
  ...BOARD_RANGES.map((id) => ({
    id,
    head: `${id} %`,
    meaning: RANGE_MEANING(id),
    group: 'returns' as const,
  })),
  {
    id: 'volatility',
    head: 'Vol 30d',
    meaning: 'Realised volatility over 30 days, annualised, %',
    group: 'risk',
  },
  { id: 'marketCap', head: 'Cap', meaning: 'Market cap', group: 'size' },
  { id: 'volume24h', head: 'Volume 24h', meaning: 'Volume traded over a rolling 24 hours', group: 'size' },
  { id: 'line7d', head: 'Last 7 days', meaning: 'Shape of the last 7 days', group: 'risk' },
  {
    id: 'age',
    head: 'Age',
    meaning: "Age of the token's own time stamp when the figures were made",
    group: null,
  },
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
  numeric('price', ({ price }) => price),
  ...BOARD_RANGES.map((range) => numeric(range, ({ returns }) => returns[range])),
  numeric('volatility', ({ volatility }) => volatility['30d']),
  numeric('marketCap', ({ marketCap }) => marketCap),
  numeric('volume24h', ({ volume24h }) => volume24h),
  helper.accessor('sparkline7d', { id: 'line7d', enableSorting: false }),
  numeric('age', ({ ageSeconds }) => ageSeconds),
])

/** Columns switched off by the choice of groups; none when there is no choice. */
export function hiddenColumns(groups: readonly ColumnGroup[] | null): Record<string, boolean> {
  if (groups === null) return {}
  const hidden = TOKEN_COLUMNS.filter(({ group }) => group !== null && !groups.includes(group))
  return Object.fromEntries(hidden.map(({ id }) => [id, false]))
}
