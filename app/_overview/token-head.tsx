import { DefinitionLink } from '#app/_components/definition-link'
import type { TokenColumn, TokenColumnId } from '#lib/client/overview/token-columns'
import { SORT_KEYS, type SortKey, type TokenSort } from '#lib/client/view/view-params'

interface TokenHeadProps {
  columns: readonly TokenColumn[]
  range: string
  sort: TokenSort
  onSort: (sort: TokenSort) => void
}

function sortKeyOf(id: TokenColumnId): SortKey | null {
  return SORT_KEYS.find((key) => key === id) ?? null
}

/** Names ascend first, numbers descend first; the second press turns the order round. */
function nextSort(key: SortKey, sort: TokenSort): TokenSort {
  return { key, descending: sort.key === key ? !sort.descending : key !== 'name' }
}

export function TokenHead({ columns, range, sort, onSort }: TokenHeadProps) {
  return (
    <>
      <colgroup>
        {columns.map(({ id }) => (
          <col key={id} className={id === range ? `col-${id} on` : `col-${id}`} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map((column) => {
            const key = sortKeyOf(column.id)
            const isSorted = key !== null && sort.key === key
            const order = sort.descending ? 'descending' : 'ascending'
            return (
              <th
                key={column.id}
                scope="col"
                className={column.id === range ? 'on' : undefined}
                title={column.title}
                aria-label={column.head}
                aria-sort={isSorted ? order : undefined}
              >
                {key === null ? (
                  column.head
                ) : (
                  <button type="button" onClick={() => onSort(nextSort(key, sort))}>
                    {column.head}
                  </button>
                )}
                {column.metric !== null && <DefinitionLink metric={column.metric} />}
              </th>
            )
          })}
        </tr>
      </thead>
    </>
  )
}
