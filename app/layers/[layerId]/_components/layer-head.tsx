import { BreadthFigure } from '#app/_components/breadth-figure'
import { Freshness } from '#app/_components/freshness'
import { HeadlineReturn } from '#app/_components/headline-return'
import { MetricLink } from '#app/_components/metric-link'
import { NumberText } from '#app/_components/number-text'
import { ScreenLink } from '#app/_components/screen-link'
import { type LayerView, layerViewSearch } from '#lib/client/layer/layer-params'
import { layerHref } from '#lib/client/view/screen-href'
import { RANGE_WORDS } from '#lib/client/words/wording'
import { layerHue } from '#lib/core/chart/layer-hue'
import type { LayerDetail } from '#lib/core/contract/layer-detail'
import type { LayerFigures, Snapshot } from '#lib/core/contract/snapshot'
import { formatCompact } from '#lib/core/format/format-compact'
import { formatShare } from '#lib/core/format/format-percent'
import { breadth } from '#lib/core/metrics/labels/layer-labels'
import { layerReturn } from '#lib/core/metrics/labels/return-labels'
import { marketCap } from '#lib/core/metrics/labels/size-labels'

const PROVISIONAL_BELOW = 0.9

interface LayerHeadProps {
  snapshot: Snapshot
  detail: LayerDetail
  view: LayerView
  isConnected: boolean
}

/** Which layer this is, what it made over the range, and how large and how broad that is. */
export function LayerHead({ snapshot, detail, view, isConnected }: LayerHeadProps) {
  const { layer } = detail
  return (
    <section className={`layer-head hue-${layerHue(layer.rank)}`} aria-labelledby="layer-title">
      <div className="layer-title">
        <h1 id="layer-title">{layer.name}</h1>
        <p>{layer.summary}</p>
        <Freshness snapshot={snapshot} isConnected={isConnected} />
      </div>
      <div>
        <LayerStats snapshot={snapshot} detail={detail} />
        <OtherLayers layers={snapshot.layers} current={layer.id} view={view} />
      </div>
    </section>
  )
}

function LayerStats({ snapshot, detail }: Pick<LayerHeadProps, 'snapshot' | 'detail'>) {
  const { layer, range, contributionSum, coverage } = detail
  const figures = snapshot.layers.find(({ id }) => id === layer.id)
  const isProvisional = contributionSum !== null && coverage !== null && coverage < PROVISIONAL_BELOW
  return (
    <dl className="stats">
      <div className="stat-main">
        <dt>
          <MetricLink metric={{ ...layerReturn, window: `rolling ${RANGE_WORDS[range]}` }}>
            {`Return, ${RANGE_WORDS[range]}`}
          </MetricLink>
        </dt>
        <dd>
          <HeadlineReturn value={contributionSum} />
          {isProvisional && <small> provisional, {formatShare(coverage).text} covered</small>}
        </dd>
      </div>
      <div>
        <dt>Layer, from the bottom</dt>
        <dd className="num">
          {layer.rank} <small>of {snapshot.layers.length}</small>
        </dd>
      </div>
      <div>
        <dt>
          <MetricLink metric={marketCap}>{`${marketCap.name}, of the sector`}</MetricLink>
        </dt>
        <dd>
          <NumberText value={formatCompact(figures?.marketCap ?? null, snapshot.currency)} />{' '}
          <small className="num">{formatShare(figures?.share ?? null).text}</small>
        </dd>
      </div>
      <div>
        <dt>
          <MetricLink metric={{ ...breadth, window: `rolling ${RANGE_WORDS[range]}` }}>
            {`${breadth.name}, ${RANGE_WORDS[range]}`}
          </MetricLink>
        </dt>
        <dd>
          <BreadthFigure breadth={detail.breadth} />
        </dd>
      </div>
    </dl>
  )
}

interface OtherLayersProps {
  layers: readonly LayerFigures[]
  current: string
  view: LayerView
}

/** The stack, top layer first: the way from layer to layer with everything else as it is. */
function OtherLayers({ layers, current, view }: OtherLayersProps) {
  const search = layerViewSearch(view)
  return (
    <nav className="layer-nav" aria-label="Layers" data-screen-only="">
      {layers
        .toSorted((a, b) => b.rank - a.rank)
        .map(({ id, name, rank }) => (
          <ScreenLink
            key={id}
            href={`${layerHref(id)}${search}`}
            aria-current={id === current ? 'page' : undefined}
          >
            <i className={`dot hue-${layerHue(rank)}`} />
            {name}
          </ScreenLink>
        ))}
    </nav>
  )
}
