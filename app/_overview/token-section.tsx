import { useTable } from '@tanstack/react-table'
import { useDeferredValue, useMemo } from 'react'
import { AttributionLink } from '#app/_components/attribution-link'
import { HeatLegend } from '#app/_components/heat-legend'
import { TokenControls } from '#app/_overview/token-controls'
import { TokenTable } from '#app/_overview/token-table'
import { hiddenColumns, tokenColumnDefs, tokenTableFeatures } from '#lib/client/overview/token-columns'
import { filterTokens, groupTokens, type TokenGroup, watchedTokens } from '#lib/client/overview/token-groups'
import type { SetView } from '#lib/client/view/use-view'
import type { View } from '#lib/client/view/view-params'
import { useWatchlist } from '#lib/client/watchlist/watchlist'
import type { Snapshot } from '#lib/core/contract/snapshot'

interface TokenSectionProps {
  snapshot: Snapshot
  view: View
  setView: SetView
}

const NONE: readonly string[] = []

/**
 * Every mapped token with a listing, in the order and form the URL asks for. The controls follow the reader at once,
 * the table in the next free moment.
 */
export function TokenSection({ snapshot, view, setView }: TokenSectionProps) {
  const shown = useDeferredValue(view)
  const watched = useWatchlist()
  const wanted = shown.watch ? (watched ?? NONE) : null
  const tokens = useMemo(
    () => filterTokens(watchedTokens(snapshot.tokens, wanted), shown.q),
    [snapshot.tokens, wanted, shown.q],
  )
  const { key, descending } = shown.sort
  const state = useMemo(
    () => ({ sorting: [{ id: key, desc: descending }], columnVisibility: hiddenColumns(shown.cols) }),
    [key, descending, shown.cols],
  )
  const table = useTable({
    features: tokenTableFeatures,
    columns: tokenColumnDefs,
    data: tokens,
    state,
    getRowId: (token) => token.id,
  })
  const { rows } = table.getRowModel()
  const columns = table
    .getVisibleLeafColumns()
    .map((column) => column.id)
    .join(' ')
  const groups = useMemo(() => {
    const sorted = rows.map((row) => row.original)
    const flat: TokenGroup = { key: 'all', title: null, layer: null, tokens: sorted }
    return shown.group === 'layer' ? groupTokens(sorted, snapshot.layers) : [flat]
  }, [rows, shown.group, snapshot.layers])
  return (
    <section className="tokens" aria-labelledby="tokens-title">
      <TokenControls shown={tokens.length} total={snapshot.tokens.length} view={view} setView={setView} />
      <TokenTable
        groups={groups}
        shownColumns={columns}
        snapshot={snapshot}
        view={shown}
        setView={setView}
        watched={watched}
      />
      <div className="table-foot">
        <HeatLegend />
        <AttributionLink />
      </div>
    </section>
  )
}
