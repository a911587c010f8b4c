import { memo, type ReactNode } from 'react'
import { MetricLink } from '#app/_components/metric-link'
import { NumberText } from '#app/_components/number-text'
import { ScreenLink } from '#app/_components/screen-link'
import { volatilityHref } from '#lib/client/view/screen-href'
import { REASON_WORDS } from '#lib/client/words/wording'
import type { LayerDetail } from '#lib/core/contract/layer-detail'
import type { UnknownReason } from '#lib/core/contract/vocabulary'
import { formatPValue } from '#lib/core/format/format-p-value'
import { formatPercent, formatShare } from '#lib/core/format/format-percent'
import { formatRatio } from '#lib/core/format/format-ratio'
import { formatPercentile, formatVolatility } from '#lib/core/format/format-volatility'
import { correlation } from '#lib/core/metrics/labels/benchmark-labels'
import {
  absorptionRatio,
  cohesion,
  diversificationRatio,
  issuanceDrag,
} from '#lib/core/metrics/labels/layer-risk-labels'
import { layerVolatility, volatilityPercentile } from '#lib/core/metrics/labels/volatility-labels'
import type { MetricLabel } from '#lib/core/metrics/metric'

/** How risky the layer is as a whole, and whether it is a whole; the same in words stands beside it. */
export const RiskBlock = memo(function RiskBlock({ detail }: { detail: LayerDetail }) {
  const { volatility, cohesion: found, issuanceDrag: drag } = detail
  return (
    <section className="risk-block" aria-labelledby="risk-title">
      <h2 id="risk-title">Risk and cohesion</h2>
      <ScreenLink
        className="quiet-link"
        href={volatilityHref({ layers: [detail.layer.id] })}
        data-screen-only=""
      >
        Compare volatility
      </ScreenLink>
      <dl>
        <Figure metric={layerVolatility} name="Volatility, 30 d" note={bandWords(volatility)}>
          <NumberText value={formatVolatility(volatility.value)} />
        </Figure>
        <Figure
          metric={volatilityPercentile}
          name="In its own year"
          note={
            volatility.percentile === null
              ? 'needs 60 earlier values'
              : `${formatPercentile(volatility.percentile).text} of its daily values`
          }
        >
          <PercentileTrack percentile={volatility.percentile} />
        </Figure>
        <Figure
          metric={cohesion}
          name="Cohesion"
          note={
            found.value === null
              ? why(found.reason)
              : `${formatPValue(found.pValue)}, n = ${found.n} days, ${found.tokens} tokens`
          }
        >
          <NumberText value={formatRatio(found.value)} />
        </Figure>
        <Figure metric={correlation} name="Average correlation" note="all pairs, up to 180 days">
          <NumberText value={formatRatio(detail.averageCorrelation)} />
        </Figure>
        <Figure metric={diversificationRatio} name="Diversification" note="at 1.00 mixing does nothing">
          <NumberText value={formatRatio(detail.diversificationRatio)} />
        </Figure>
        <Figure metric={absorptionRatio} name="Absorption" note="in the first fifth of factors">
          <NumberText value={formatShare(detail.absorptionRatio)} />
        </Figure>
        <Figure
          metric={issuanceDrag}
          name="Issuance drag, 24 h"
          note={drag.value === null ? why(drag.reason) : `growth of supply, ${drag.n} tokens`}
        >
          <NumberText value={formatPercent(drag.value)} />
        </Figure>
      </dl>
    </section>
  )
})

function bandWords({ low, high, n, reason }: LayerDetail['volatility']): string {
  if (low === null || high === null) return why(reason)
  return `95 % band ${formatVolatility(low).text.replace(/\s%$/, '')}–${formatVolatility(high).text}, n = ${n}`
}

interface FigureProps {
  metric: MetricLabel
  name: string
  /** What one must know to read the figure. */
  note: string
  children: ReactNode
}

function Figure({ metric, name, note, children }: FigureProps) {
  return (
    <div>
      <dt>
        <MetricLink metric={metric}>{name}</MetricLink>
      </dt>
      <dd>
        {children}
        <small>{note}</small>
      </dd>
    </div>
  )
}

function why(reason: UnknownReason | null): string {
  return reason === null ? '' : REASON_WORDS[reason]
}

/** Where today's volatility stands among those of its own year: left the calmest day, right the wildest. */
function PercentileTrack({ percentile }: { percentile: number | null }) {
  if (percentile === null) return <span className="unknown">—</span>
  return (
    <svg className="percentile-track" width="64" height="12" aria-hidden>
      <line x1="0" x2="64" y1="6" y2="6" />
      <circle cx={4 + 56 * percentile} cy="6" r="4" />
    </svg>
  )
}
