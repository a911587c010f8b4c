'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import { ChartFigure } from '#app/_components/chart-figure'
import { LoadFault } from '#app/_components/load-fault'
import { Segmented } from '#app/_components/segmented'
import { BRIEF_ID } from '#app/volatility/_components/comparison-brief'
import { CorrelationGrid } from '#app/volatility/_components/correlation-grid'
import { useLastKnown } from '#lib/client/queries/use-last-known'
import type { PanelProps } from '#lib/client/volatility/comparison-panel'
import type { ComparedEntity } from '#lib/core/chart/comparison/compared-entity'
import { correlationTable } from '#lib/core/chart/comparison/correlation-cells'
import type { CorrelationAnswer } from '#lib/core/contract/correlation'
import { CORRELATION_WINDOWS } from '#lib/core/contract/vocabulary'

const CELL_HEIGHT = 30
const HEAD_AND_READOUT = 76
/** On a phone the words about a cell take two lines. */
const READOUT_LINE = 20

interface CorrelationPanelProps extends Omit<PanelProps, 'answer'> {
  query: UseQueryResult<CorrelationAnswer>
  window: (typeof CORRELATION_WINDOWS)[number]
  onWindow: (window: (typeof CORRELATION_WINDOWS)[number]) => void
}

/** Who moves together, over a window of its own. */
export function CorrelationPanel(props: CorrelationPanelProps) {
  const { snapshot, linked, compared, query, window, onWindow } = props
  const { error, refetch } = query
  const data = useLastKnown(query.data)
  const members = data === undefined ? [] : membersOf(data, compared)
  const nameOf = (place: number) => members[place]?.name ?? data?.ids[place] ?? ''
  const height = HEAD_AND_READOUT + CELL_HEIGHT * Math.max(1, data?.ids.length ?? compared.length)
  const isLonely = data !== undefined && data.ids.length < 2
  return (
    <div className="area-correlation">
      <ChartFigure
        title={`Correlation of daily returns, ${data?.window ?? window} days`}
        asOf={data?.asOf ?? null}
        source={snapshot.source}
        table={data === undefined ? null : correlationTable(data, nameOf)}
        empty={isLonely ? 'A correlation needs two: add another token, layer or benchmark.' : null}
        note="similar ones side by side"
        height={height}
        narrowHeight={height + READOUT_LINE}
        describedBy={BRIEF_ID}
        controls={
          <Segmented
            label="Correlation window"
            value={String(window)}
            options={CORRELATION_WINDOWS.map((days, at) => ({
              value: String(days),
              label: `${days}d`,
              disabledReason: tooLong(data, CORRELATION_WINDOWS[at - 1]),
            }))}
            onChange={(value) => onWindow(CORRELATION_WINDOWS.find((days) => String(days) === value) ?? 90)}
          />
        }
        draw={(box) =>
          data !== undefined && <CorrelationGrid box={box} answer={data} members={members} linked={linked} />
        }
      >
        <CorrelationLegend needed={data?.needed ?? 60} />
        {error !== null && (
          <LoadFault
            what="The correlations"
            error={error}
            isOldShown={data !== undefined}
            onRetry={() => void refetch()}
          />
        )}
      </ChartFigure>
    </div>
  )
}

/** A window that holds no more days than the one before it says nothing of its own. */
function tooLong(answer: CorrelationAnswer | undefined, shorter: number | undefined): string | undefined {
  if (answer === undefined || shorter === undefined) return undefined
  const known = Math.max(0, ...answer.n.flat())
  // Asked for a shorter window, the answer knows no more than that.
  if (known >= answer.window || known > shorter) return undefined
  return `only ${known} daily returns are known`
}

/** The members at the places of the answer's ids: tokens and benchmarks first, then layers, as they were asked for. */
function membersOf(
  { ids }: CorrelationAnswer,
  compared: readonly ComparedEntity[],
): (ComparedEntity | undefined)[] {
  return ids.map((id) => compared.find(({ figures }) => figures.id === id))
}

function CorrelationLegend({ needed }: { needed: number }) {
  return (
    <p className="chart-notes correlation-legend">
      <span>−1</span>
      <span className="legend-ramp" aria-hidden>
        {[-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5].map((step) => (
          <i key={step} className={`heat${step}`} />
        ))}
      </span>
      <span>+1</span>
      <span>
        <i className="legend-hatch heat-unknown" aria-hidden /> fewer than {needed} joint days
      </span>
    </p>
  )
}
