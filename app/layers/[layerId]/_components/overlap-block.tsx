import { memo } from 'react'
import { MetricLink } from '#app/_components/metric-link'
import { ScreenLink } from '#app/_components/screen-link'
import { layerHref, tokenHref } from '#lib/client/view/screen-href'
import { layerHue } from '#lib/core/chart/layer-hue'
import type { LayerDetail } from '#lib/core/contract/layer-detail'
import type { LayerFigures } from '#lib/core/contract/snapshot'
import { formatShare } from '#lib/core/format/format-percent'
import { layerOverlap } from '#lib/core/metrics/labels/size-labels'

interface OverlapBlockProps {
  detail: LayerDetail
  layers: readonly LayerFigures[]
}

/** Tokens that stand in another layer too: for that reason alone the two move together. */
export const OverlapBlock = memo(function OverlapBlock({
  detail: { overlap, constituents },
  layers,
}: OverlapBlockProps) {
  const tokenOf = new Map(constituents.map((token) => [token.id, token]))
  return (
    <section className="overlap-block" aria-labelledby="overlap-title">
      <h2 id="overlap-title">
        <MetricLink metric={layerOverlap}>Overlap with other layers</MetricLink>
      </h2>
      {overlap.length === 0 && <p>None of its tokens stands in another layer.</p>}
      <ul>
        {overlap.map(({ layer: id, ids, share }) => {
          const other = layers.find((layer) => layer.id === id)
          return (
            <li key={id}>
              <i className={`dot hue-${layerHue(other?.rank ?? null)}`} />
              <ScreenLink href={layerHref(id)}>{other?.name ?? id}</ScreenLink>
              <span>
                {ids.map((token) => (
                  <ScreenLink key={token} href={tokenHref(token)}>
                    {tokenOf.get(token)?.name ?? token}
                  </ScreenLink>
                ))}
              </span>
              <span className="num">
                {formatShare(share).text} <small>of this layer’s market cap</small>
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
})
