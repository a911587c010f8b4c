import { ScreenLink } from '#app/_components/screen-link'
import { layerHref } from '#lib/client/view/screen-href'
import { layerHue } from '#lib/core/chart/layer-hue'
import type { Snapshot } from '#lib/core/contract/snapshot'
import type { TokenDetail } from '#lib/core/contract/token-detail'
import { formatShare } from '#lib/core/format/format-percent'
import { formatUtcDate } from '#lib/core/format/format-time'

/** Where it stands in the stack, why, and who says so. */
export function Memberships({ detail, snapshot }: { detail: TokenDetail; snapshot: Snapshot }) {
  const { memberships, since, aliases, token } = detail
  const rankOf = (layer: string) => snapshot.layers.find(({ id }) => id === layer)?.rank ?? null
  return (
    <section className="token-block" aria-labelledby="memberships-title">
      <h2 id="memberships-title">
        In the stack{' '}
        <small>
          mapping {snapshot.mapping.version}
          {since === null ? '' : `, trades since ${formatUtcDate(since)}`}
          {aliases.length === 0 ? '' : `, also ${aliases.join(', ')}`}
        </small>
      </h2>
      {memberships.length === 0 && (
        <p className="block-note">{token.name} is a benchmark: it belongs to no layer and is in no index.</p>
      )}
      <ul className="memberships">
        {memberships.map((one) => (
          <li key={`${one.layer} ${one.category}`} className={`hue-${layerHue(rankOf(one.layer))}`}>
            <p>
              <ScreenLink className="quiet-link" href={layerHref(one.layer)}>
                {one.layerName}
              </ScreenLink>
              , {one.categoryName}
              {memberships.length > 1 && (
                <small>
                  {' '}
                  {one.primary ? 'primary' : 'also'}, counts with {formatShare(one.share).text} of its size
                </small>
              )}
            </p>
            <p className="membership-reason">{one.reason}</p>
            <p>
              <small>
                {one.source.title}, {formatUtcDate(one.source.date)}
              </small>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
