import { memo } from 'react'
import { WaterfallChart } from '#app/_charts/waterfall-chart'
import { ChartFigure } from '#app/_components/chart-figure'
import { MetricLink } from '#app/_components/metric-link'
import { LAYER_WORDS_ID } from '#app/layers/[layerId]/_components/layer-words'
import { RANGE_WORDS } from '#lib/client/words/wording'
import { waterfallBars } from '#lib/core/chart/waterfall/waterfall-bars'
import { waterfallTable } from '#lib/core/chart/waterfall/waterfall-table'
import type { LayerDetail } from '#lib/core/contract/layer-detail'
import { roundingWords } from '#lib/core/format/briefs/rounding-words'
import { contribution } from '#lib/core/metrics/labels/return-labels'

/** Bars of the longest waterfall and its sum. */
const MOST_ROWS = 13
const ROW_HEIGHT = 26

interface WaterfallPanelProps {
  detail: LayerDetail
  source: 'live' | 'recorded'
}

/** What moved the layer: its tokens' contributions piled up to the printed return. */
export const WaterfallPanel = memo(function WaterfallPanel({ detail, source }: WaterfallPanelProps) {
  const { layer, range, constituents, waterfall, contributionSum, asOf } = detail
  const bars = waterfallBars(detail)
  const height = ROW_HEIGHT * Math.min(MOST_ROWS, constituents.length + 1)
  const rounding =
    contributionSum === null
      ? null
      : roundingWords(
          waterfall.map((step) => step.contribution),
          contributionSum,
        )
  return (
    <ChartFigure
      title={`What moved ${layer.name}, ${RANGE_WORDS[range]}, pp`}
      asOf={asOf}
      source={source}
      table={bars === null ? null : waterfallTable(detail)}
      empty={bars === null ? unknownWords(detail) : null}
      height={height}
      narrowHeight={height}
      describedBy={LAYER_WORDS_ID}
      draw={() =>
        bars !== null &&
        contributionSum !== null && (
          <WaterfallChart waterfall={bars} total={contributionSum} constituents={constituents} />
        )
      }
    >
      {bars !== null && (
        <p className="chart-notes">
          <span>
            <MetricLink metric={contribution}>Weight × return</MetricLink>, the largest first.
          </span>
          {rounding !== null && <span>{rounding}</span>}
        </p>
      )}
    </ChartFigure>
  )
})

function unknownWords({ layer, range, coverage }: LayerDetail): string {
  const over = `over ${RANGE_WORDS[range]}`
  if (coverage === null) return `Nothing of ${layer.name} ${over} is known: no market cap has arrived.`
  return `The return of ${layer.name} ${over} is not known: tokens with less than 60 % of its market cap have one.`
}
