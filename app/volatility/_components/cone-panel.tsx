'use client'

import dynamic from 'next/dynamic'
import { ChartFigure } from '#app/_components/chart-figure'
import { ChartSkeleton } from '#app/_components/chart-skeleton'
import { NativeSelect } from '#app/_components/native-select'
import { BRIEF_ID } from '#app/volatility/_components/comparison-brief'
import { useSharedValue } from '#lib/client/browser/use-shared-value'
import type { PanelProps } from '#lib/client/volatility/comparison-panel'
import type { SetVolatilityView, VolatilityView } from '#lib/client/volatility/volatility-params'
import { type ComparedEntity, rankedEntities, valueOn } from '#lib/core/chart/comparison/compared-entity'
import { coneTable } from '#lib/core/chart/comparison/cone-table'
import { formatUtcDate } from '#lib/core/format/format-time'
import { formatVolatility } from '#lib/core/format/format-volatility'

const ConeChart = dynamic(() => import('#app/_charts/cone-chart').then((module) => module.ConeChart), {
  ssr: false,
  loading: () => <ChartSkeleton />,
})

interface ConePanelProps extends PanelProps {
  view: VolatilityView
  setView: SetVolatilityView
}

/** Whether one member's volatility is usual for each horizon. Nobody chosen: the most volatile that has a cone. */
export function ConePanel({ snapshot, linked, compared, answer, view, setView }: ConePanelProps) {
  const { ranked } = rankedEntities(compared, answer)
  const hasCone = ({ figures }: ComparedEntity) => figures.cone.length > 0
  const focused =
    compared.find(({ key }) => key === view.focus) ??
    ranked.find(hasCone) ??
    compared.find(hasCone) ??
    compared[0]
  return (
    <div className="area-cone">
      <ChartFigure
        title={`Volatility cone${focused === undefined ? '' : ` of ${focused.name}`}, annualised %`}
        asOf={answer?.asOf ?? null}
        source={snapshot.source}
        table={focused === undefined ? null : coneTable(focused.figures.cone)}
        empty={focused === undefined || hasCone(focused) ? null : noConeWords(focused)}
        height={300}
        narrowHeight={260}
        describedBy={BRIEF_ID}
        controls={
          focused !== undefined && (
            <NativeSelect
              label="Cone of"
              isLabelHidden
              value={focused.key}
              options={compared.map(({ key, name }) => ({ value: key, label: name }))}
              onChange={(focus) => void setView({ focus })}
            />
          )
        }
        draw={(box) =>
          focused !== undefined && (
            <ConeWithCursor box={box} linked={linked} member={focused} answer={answer} />
          )
        }
      >
        <p className="chart-notes">
          Close-to-close over the last year, overlapping windows: min, 10–90 %, 25–75 %, median, max. Under
          each horizon the number of windows that share no day.
        </p>
      </ChartFigure>
    </div>
  )
}

function noConeWords({ name, figures }: ComparedEntity): string {
  const days = figures.times.length
  return `${name} has ${days === 0 ? 'no' : days} daily closes; a cone needs two windows of 7 days, so 14.`
}

interface ConeWithCursorProps extends Pick<PanelProps, 'linked' | 'answer'> {
  box: { width: number; height: number; isNarrow: boolean }
  member: ComparedEntity
}

function ConeWithCursor({ box, linked, member, answer }: ConeWithCursorProps) {
  const cursor = useSharedValue(linked.cursor)
  const marked = answer?.estimator === 'close' ? valueOn(member, cursor) : null
  const day = cursor === null || marked === null ? null : formatUtcDate(new Date(cursor).toISOString())
  return (
    <ConeChart
      box={box}
      name={`Volatility cone of ${member.name}`}
      hue={member.kind === 'sector' ? null : member.hue}
      rows={member.figures.cone}
      mark={
        day === null || answer === null || marked === null
          ? null
          : { horizon: answer.window, value: marked, text: `${day}: ${formatVolatility(marked).text}` }
      }
    />
  )
}
