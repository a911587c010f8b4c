import { memo, useMemo } from 'react'
import { HeadlineReturn } from '#app/_components/headline-return'
import { ScreenLink } from '#app/_components/screen-link'
import { NoMatch } from '#app/_overview/no-match'
import { TokenHead } from '#app/_overview/token-head'
import { TokenRow } from '#app/_overview/token-row'
import { layerViewHref } from '#lib/client/layer/layer-view-href'
import { TOKEN_COLUMNS } from '#lib/client/overview/token-columns'
import type { TokenGroup } from '#lib/client/overview/token-groups'
import type { SetView } from '#lib/client/view/use-view'
import type { BoardRange, View } from '#lib/client/view/view-params'
import { RANGE_WORDS } from '#lib/client/words/wording'
import { layerHue, NEUTRAL_HUE } from '#lib/core/chart/layer-hue'
import type { Snapshot } from '#lib/core/contract/snapshot'
import { formatCompact } from '#lib/core/format/format-compact'

interface TokenTableProps {
  groups: readonly TokenGroup[]
  /** Ids of the columns shown, separated by spaces: one value, so that an unchanged row is not drawn again. */
  shownColumns: string
  snapshot: Snapshot
  view: View
  setView: SetView
  /** Ids on the watchlist; `null` until it has been read. */
  watched: readonly string[] | null
}

export const TokenTable = memo(function TokenTable(props: TokenTableProps) {
  const { groups, shownColumns, snapshot, view, setView, watched } = props
  const hueOf = useMemo(
    () => new Map<string | null, number>(snapshot.layers.map(({ id, rank }) => [id, layerHue(rank)])),
    [snapshot.layers],
  )
  const columns = useMemo(() => {
    const ids = shownColumns.split(' ')
    return TOKEN_COLUMNS.filter(({ id }) => ids.includes(id))
  }, [shownColumns])
  return (
    <section
      className="table-scroll"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable area must be reachable by keyboard
      tabIndex={0}
      aria-label="Token table, scrolls sideways on small screens"
    >
      <table
        className={`token-table ${view.density}`}
        data-columns={view.cols === null ? 'auto' : 'chosen'}
        data-range={view.range}
        aria-label="Tokens"
      >
        <TokenHead
          columns={columns}
          range={view.range}
          sort={view.sort}
          onSort={(sort) => void setView({ sort })}
        />
        {groups.map((group) => (
          <tbody key={group.key}>
            {group.title !== null && (
              <GroupHead group={group} span={columns.length} range={view.range} snapshot={snapshot} />
            )}
            {group.tokens.map((token) => (
              <TokenRow
                key={`${token.id} ${snapshot.currency}`}
                token={token}
                hue={hueOf.get(token.layer) ?? NEUTRAL_HUE}
                currency={snapshot.currency}
                columns={shownColumns}
              />
            ))}
          </tbody>
        ))}
        {groups.length === 0 || groups.every(({ tokens }) => tokens.length === 0) ? (
          <NoMatch view={view} setView={setView} watched={watched} span={columns.length} />
        ) : null}
      </table>
    </section>
  )
})

interface GroupHeadProps {
  group: TokenGroup
  span: number
  range: BoardRange
  snapshot: Snapshot
}

function GroupHead({ group: { title, layer, tokens }, span, range, snapshot }: GroupHeadProps) {
  const { weighting, scope, currency } = snapshot
  return (
    <tr className="group-head">
      <th scope="rowgroup" colSpan={span}>
        <div>
          <i className={`dot hue-${layerHue(layer?.rank ?? null)}`} />
          {layer === null ? (
            title
          ) : (
            <ScreenLink href={layerViewHref(layer.id, { range, weighting, scope })}>{title}</ScreenLink>
          )}{' '}
          <small className="num">{tokens.length}</small>
          {layer !== null && (
            <span>
              <HeadlineReturn value={layer.returns[range]} /> <small>{RANGE_WORDS[range]}</small>
            </span>
          )}
          {layer !== null && <small className="num">{formatCompact(layer.marketCap, currency).text}</small>}
        </div>
      </th>
    </tr>
  )
}
