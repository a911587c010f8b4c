import { BreadthFigure } from '#app/_components/breadth-figure'
import { CoverageNote } from '#app/_components/coverage-note'
import { HeadlineReturn } from '#app/_components/headline-return'
import { NumberText } from '#app/_components/number-text'
import { ScreenLink } from '#app/_components/screen-link'
import { Sparkline } from '#app/_components/sparkline'
import { VolatilityText } from '#app/_components/volatility-text'
import { BandReturns } from '#app/_overview/band-returns'
import type { BoardRange } from '#lib/client/view/view-params'
import { heatStep } from '#lib/client/words/heat-step'
import { layerHue } from '#lib/core/chart/layer-hue'
import type { LayerFigures } from '#lib/core/contract/snapshot'
import { formatCompact } from '#lib/core/format/format-compact'
import { formatPoints, formatShare } from '#lib/core/format/format-percent'
import { breadth } from '#lib/core/metrics/labels/layer-labels'
import { marketCap } from '#lib/core/metrics/labels/size-labels'
import { layerVolatility } from '#lib/core/metrics/labels/volatility-labels'

interface LayerBandProps {
  layer: LayerFigures
  /** Of its own screen. */
  href: string
  range: BoardRange
  currency: string
  symbolOf: ReadonlyMap<string, string>
}

const TALLEST = 6

/** Height of a band in steps: a layer with more of the market is thicker, within bounds. */
function thickness(share: number | null): number {
  return share === null ? 0 : Math.min(TALLEST, Math.round(share * 10))
}

/** One layer of the stack in one band. */
export function LayerBand({ layer, href, range, currency, symbolOf }: LayerBandProps) {
  const titleId = `layer-${layer.id}`
  const top = layer.topContributions[range].slice(0, 3)
  return (
    <article
      className={`band hue-${layerHue(layer.rank)} thick-${thickness(layer.share)}`}
      aria-labelledby={titleId}
    >
      <div className="band-name">
        <h2 id={titleId}>
          <ScreenLink href={href}>{layer.name}</ScreenLink>
        </h2>
        <p>{layer.summary}</p>
        <CoverageNote layer={layer} range={range} />
      </div>
      <p className={`band-headline heat${heatStep(layer.returns[range], range) ?? '-unknown'}`}>
        <HeadlineReturn value={layer.returns[range]} />
      </p>
      <BandReturns layer={layer} range={range} />
      <div className="band-line">
        <Sparkline values={layer.line7d} width={120} height={28} />
      </div>
      <dl className="band-figures">
        <div className="band-vol">
          <dt>{layerVolatility.shortName}</dt>
          <dd>
            <VolatilityText volatility={layer.volatility30d} />
          </dd>
        </div>
        <div className="band-breadth">
          <dt>{breadth.shortName} 24h</dt>
          <dd>
            <BreadthFigure breadth={layer.breadth24h} />
          </dd>
        </div>
        <div className="band-cap">
          <dt>{marketCap.shortName}</dt>
          <dd>
            <NumberText value={formatCompact(layer.marketCap, currency)} />
            <small className="num"> {formatShare(layer.share).text}</small>
          </dd>
        </div>
        <div className="band-top">
          <dt>Moved most</dt>
          <dd>
            {top.length === 0 && <span className="unknown">—</span>}
            {top.map(({ id, value }) => (
              <span key={id} className="mover">
                <b>{symbolOf.get(id) ?? id}</b> <NumberText value={formatPoints(value)} />
              </span>
            ))}
          </dd>
        </div>
      </dl>
    </article>
  )
}
