import { memo } from 'react'
import { ChartFigure } from '#app/_components/chart-figure'
import { ChartKey } from '#app/_components/chart-key'
import { ChartSkeleton } from '#app/_components/chart-skeleton'
import { lateComponent } from '#app/_components/late-component'
import { Segmented } from '#app/_components/segmented'
import { IndexNotes } from '#app/layers/[layerId]/_components/index-notes'
import { LAYER_WORDS_ID } from '#app/layers/[layerId]/_components/layer-words'
import { indexGapWords } from '#lib/client/layer/index-words'
import type { SetLayerView } from '#lib/client/layer/layer-params'
import { RANGE_WORDS, REASON_WORDS } from '#lib/client/words/wording'
import { layerLines } from '#lib/core/chart/time/layer-lines'
import { timeTable } from '#lib/core/chart/time/time-table'
import type { ScaleKind } from '#lib/core/chart/value-scale'
import type { LayerDetail } from '#lib/core/contract/layer-detail'

const TimeChart = lateComponent(
  () => import('#app/_charts/time-chart').then((module) => module.TimeChart),
  ChartSkeleton,
)

const SCALE_OPTIONS = [
  { value: 'linear', label: 'Lin' },
  { value: 'log', label: 'Log' },
] as const satisfies readonly { value: ScaleKind; label: string }[]

interface IndexPanelProps {
  detail: LayerDetail
  source: 'live' | 'recorded'
  scale: ScaleKind
  setView: SetLayerView
}

/** The layer's index against the sector's and Bitcoin, or what it still lacks. */
export const IndexPanel = memo(function IndexPanel({ detail, source, scale, setView }: IndexPanelProps) {
  const { layer, range, chart, asOf } = detail
  const lines = layerLines(detail)
  const empty = emptyWords(detail)
  // The index has one level a day: over 24 h that is another stretch than the rolling return's.
  const stretch = range === '24h' ? 'last daily closes' : RANGE_WORDS[range]
  const title = `${layer.name} index, rebased to 100, ${stretch}`
  return (
    <ChartFigure
      title={title}
      asOf={asOf}
      source={source}
      table={empty === null ? timeTable(chart.times, lines, 'level') : null}
      empty={empty}
      height={CHART_HEIGHT}
      describedBy={LAYER_WORDS_ID}
      controls={
        <Segmented
          label="Scale"
          value={scale}
          options={SCALE_OPTIONS}
          onChange={(next) => void setView({ scale: next })}
        />
      }
      draw={(box) => (
        <TimeChart
          name={title}
          box={box}
          times={chart.times}
          lines={lines}
          range={range === '24h' ? DAILY_STEPS : range}
          unit="level"
          scale={scale}
          baseline={100}
          lead={layer.id}
          marks={backfillMark(detail)}
        />
      )}
    >
      {empty === null && <ChartKey lines={lines} />}
      {empty === null && <IndexNotes detail={detail} />}
    </ChartFigure>
  )
})

const CHART_HEIGHT = 340
/** Closes are daily: hours on the axis would promise more. */
const DAILY_STEPS = '7d'

function emptyWords({ layer, chart, indexBasis, range }: LayerDetail): string | null {
  const { reason } = indexBasis
  if (reason === 'history-filling')
    return `The index of ${layer.name} is not known yet: ${REASON_WORDS[reason]}.`
  if (reason !== null) return indexGapWords(layer.name, indexBasis)
  if (chart.reasons.layer === null) return null
  return `Fewer than two days of the index over ${RANGE_WORDS[range]} are known.`
}

/** Where this product's own prices begin, if that is in sight. */
function backfillMark({ backfilledBefore, chart }: LayerDetail) {
  const [first] = chart.times
  if (backfilledBefore === null || first === undefined || backfilledBefore <= first) return []
  return [{ time: backfilledBefore, text: 'backfilled' }]
}
