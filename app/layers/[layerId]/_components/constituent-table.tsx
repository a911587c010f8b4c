import { memo } from 'react'
import { AttributionLink } from '#app/_components/attribution-link'
import { DefinitionLink } from '#app/_components/definition-link'
import { HeatLegend } from '#app/_components/heat-legend'
import { ConstituentCells } from '#app/layers/[layerId]/_components/constituent-row'
import { type ConstituentColumn, constituentColumns } from '#lib/client/layer/constituent-columns'
import type { ConstituentKey, ConstituentSort, SetLayerView } from '#lib/client/layer/layer-params'
import { type ConstituentRow, sortConstituents } from '#lib/client/layer/sort-constituents'
import { layerHue, NEUTRAL_HUE } from '#lib/core/chart/layer-hue'
import type { LayerDetail } from '#lib/core/contract/layer-detail'
import type { Snapshot } from '#lib/core/contract/snapshot'
import { formatPercent } from '#lib/core/format/format-percent'

interface ConstituentTableProps {
  detail: LayerDetail
  snapshot: Snapshot
  sort: ConstituentSort
  setView: SetLayerView
}

/** Names and words ascend first, numbers descend first; the second press turns the order round. */
function nextSort(key: ConstituentKey, sort: ConstituentSort): ConstituentSort {
  const isText = key === 'name' || key === 'category'
  return { key, descending: sort.key === key ? !sort.descending : !isText }
}

/** Every token the layer's figures rest on. */
export const ConstituentTable = memo(function ConstituentTable({
  detail,
  snapshot,
  sort,
  setView,
}: ConstituentTableProps) {
  const { layer, constituents, categories, range, contributionSum } = detail
  const categoryOf = new Map(categories.map(({ id, name }) => [id, name]))
  const tokenOf = new Map(snapshot.tokens.map((token) => [token.id, token]))
  // A token that is at home in another layer wears that one's colour.
  const hueOf = new Map(snapshot.layers.map(({ id, rank }) => [id, layerHue(rank)]))
  const rows: ConstituentRow[] = constituents.map((constituent) => ({
    constituent,
    category: categoryOf.get(constituent.category) ?? constituent.category,
    token: tokenOf.get(constituent.id) ?? null,
  }))
  return (
    <section className="constituents" aria-labelledby="constituents-title">
      <h2 id="constituents-title">
        Constituents <small className="num">{rows.length}</small>
      </h2>
      <section
        className="table-scroll"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable area must be reachable by keyboard
        tabIndex={0}
        aria-label="Table of constituents, scrolls sideways on small screens"
      >
        <table className="token-table constituent-table" aria-labelledby="constituents-title">
          <ConstituentHead
            columns={constituentColumns(range)}
            sort={sort}
            onSort={(next) => void setView({ sort: next })}
          />
          <tbody>
            {sortConstituents(rows, sort).map((row) => (
              <ConstituentCells
                key={row.constituent.id}
                row={row}
                hue={hueOf.get(row.token?.layer ?? layer.id) ?? NEUTRAL_HUE}
                range={range}
              />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">Sum of contributions</th>
              <td />
              <td>{contributionSum === null ? '—' : '100.0'}</td>
              <td />
              <td>
                <b>{formatPercent(contributionSum).text}</b>
              </td>
              <td colSpan={3} />
            </tr>
          </tfoot>
        </table>
      </section>
      <div className="table-foot">
        <HeatLegend />
        <AttributionLink />
      </div>
    </section>
  )
})

interface ConstituentHeadProps {
  columns: readonly ConstituentColumn[]
  sort: ConstituentSort
  onSort: (sort: ConstituentSort) => void
}

function ConstituentHead({ columns, sort, onSort }: ConstituentHeadProps) {
  const order = sort.descending ? 'descending' : 'ascending'
  return (
    <>
      <colgroup>
        {columns.map(({ key }) => (
          <col key={key} className={`col-${key}`} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map(({ key, head, title, metric }) => (
            <th
              key={key}
              scope="col"
              title={title}
              aria-label={head}
              aria-sort={sort.key === key ? order : undefined}
            >
              <button type="button" onClick={() => onSort(nextSort(key, sort))}>
                {head}
              </button>
              {metric !== null && <DefinitionLink metric={metric} />}
            </th>
          ))}
        </tr>
      </thead>
    </>
  )
}
