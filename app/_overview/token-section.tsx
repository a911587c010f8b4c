import { useTable } from '@tanstack/react-table'
import { useDeferredValue, useMemo } from 'react'
import { AttributionLink } from '#app/_components/attribution-link'
import { HeatLegend } from '#app/_components/heat-legend'
import { TokenControls } from '#app/_overview/token-controls'
import { TokenTable } from '#app/_overview/token-table'
import { hiddenColumns, tokenColumnDefs, tokenTableFeatures } from '#lib/client/token-columns'
import { filterTokens, groupTokens, type TokenGroup } from '#lib/client/token-groups'
import type { SetView } from '#lib/client/use-view'
import type { View } from '#lib/client/view-params'
import type { Snapshot } from '#lib/core/contract/snapshot'

interface TokenSectionProps {
  snapshot: Snapshot
  view: View
  setView: SetView
}

/** Every mapped token with a listing, in the order and form the URL asks for. */
export function TokenSection({ snapshot, view, setView }: TokenSectionProps) {
  const words = useDeferredValue(view.q)
  const tokens = useMemo(() => filterTokens(snapshot.tokens, words), [snapshot.tokens, words])
  const { key, descending } = view.sort
  const state = useMemo(
    () => ({ sorting: [{ id: key, desc: descending }], columnVisibility: hiddenColumns(view.cols) }),
    [key, descending, view.cols],
  )
  const table = useTable({
    features: tokenTableFeatures,
    columns: tokenColumnDefs,
    data: tokens,
    state,
    getRowId: (token) => token.id,
  })
  const sorted = table.getRowModel().rows.map((row) => row.original)
  const columns = table.getVisibleLeafColumns().map((column) => column.id)
  const flat: TokenGroup = { key: 'all', title: null, layer: null, tokens: sorted }
  return (
    <section className="tokens" aria-labelledby="tokens-title">
      <TokenControls shown={tokens.length} total={snapshot.tokens.length} view={view} setView={setView} />
      <TokenTable
        groups={view.group === 'layer' ? groupTokens(sorted, snapshot.layers) : [flat]}
        columnIds={columns}
        snapshot={snapshot}
        view={view}
        setView={setView}
      />
      <div className="table-foot">
        <HeatLegend />
        <AttributionLink />
      </div>
    </section>
  )
}
