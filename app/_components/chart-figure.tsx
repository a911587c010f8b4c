'use client'

import { type ReactNode, useId, useMemo, useRef, useState } from 'react'
import { ChartSkeleton } from '#app/_components/chart-skeleton'
import { ChartTableTwin } from '#app/_components/chart-table-twin'
import { useElementWidth } from '#lib/client/browser/use-element-width'
import { useIsNarrow } from '#lib/client/browser/use-is-narrow'
import { exportNumbers, exportPicture } from '#lib/client/chart/export-chart'
import type { PictureWords } from '#lib/client/chart/save-picture'
import type { ChartBox } from '#lib/core/chart/chart-box'
import type { ChartTable } from '#lib/core/chart/chart-table'

interface ChartFigureProps {
  /** Subject and unit: '30-day realised volatility, annualised %'. */
  title: string
  /** ISO, UTC; `null` while nothing is known. */
  asOf: string | null
  source: 'live' | 'recorded'
  /** The same numbers that are drawn; `null` while there are none. */
  table: ChartTable | null
  /** Words in place of the chart: what is missing, why, and when it will be there. */
  empty?: string | null
  /** Of the drawing, px, on a wide and a narrow screen. */
  height?: number
  narrowHeight?: number
  /** Small words after the title. */
  note?: ReactNode
  /** Switches that belong to this chart alone. */
  controls?: ReactNode
  /** Id of the text that says the same in words. */
  describedBy?: string
  /** Under the drawing: key, remarks. Without `draw` they are the picture itself. */
  children?: ReactNode
  draw?: (box: ChartBox) => ReactNode
}

/** A chart in its frame: title, its numbers as a table and CSV, itself as a picture. The place it takes never changes. */
export function ChartFigure(props: ChartFigureProps) {
  const { title, asOf, source, table, empty = null, note, controls, describedBy, draw } = props
  const titleId = useId()
  const figure = useRef<HTMLElement>(null)
  const [isTableShown, setIsTableShown] = useState(false)
  const words = asOf === null ? null : { title, asOf, source }
  const hasNumbers = table !== null && table.rows.length > 0
  return (
    <figure ref={figure} className="chart-panel" aria-labelledby={titleId} aria-describedby={describedBy}>
      <figcaption className="panel-head">
        <h2 id={titleId}>{title}</h2>
        {note !== undefined && <small>{note}</small>}
        <div className="panel-actions" data-screen-only="">
          {controls}
          <button
            type="button"
            className="quiet-button"
            aria-expanded={isTableShown}
            disabled={!hasNumbers}
            onClick={() => setIsTableShown(!isTableShown)}
          >
            {isTableShown ? 'Hide table' : 'Show table'}
          </button>
          <PictureButton
            words={empty === null && hasNumbers ? words : null}
            elementOf={() => figure.current}
          />
        </div>
      </figcaption>
      {draw !== undefined && (
        <DrawingPlace
          height={props.height ?? 300}
          narrowHeight={props.narrowHeight ?? 240}
          isReady={table !== null}
          empty={empty}
          draw={draw}
        />
      )}
      {props.children}
      {isTableShown && hasNumbers && (
        <div ref={intoView} data-screen-only="">
          <ChartTableTwin title={title} table={table} />
          {words !== null && <CsvButton table={table} words={words} />}
        </div>
      )}
    </figure>
  )
}

/** Numbers that open below the fold would seem not to open at all. */
function intoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' })
}

interface DrawingPlaceProps extends Omit<DrawingProps, 'box'> {
  height: number
  narrowHeight: number
  /** There are numbers to draw. */
  isReady: boolean
}

/** The measured place of the drawing; as high before it is drawn as after. */
function DrawingPlace({ height: wide, narrowHeight, isReady, empty, draw }: DrawingPlaceProps) {
  const [boxRef, width] = useElementWidth()
  const isNarrow = useIsNarrow()
  const height = isNarrow ? narrowHeight : wide
  const box = useMemo(
    () => (width === null || !isReady ? null : { width, height, isNarrow }),
    [width, height, isNarrow, isReady],
  )
  return (
    <div ref={boxRef} className="chart-box" style={{ height }}>
      <Drawing empty={empty} draw={draw} box={box} />
    </div>
  )
}

interface DrawingProps {
  empty: string | null
  /** `null` until there are both numbers and a measured place. */
  box: ChartBox | null
  draw: (box: ChartBox) => ReactNode
}

function Drawing({ empty, box, draw }: DrawingProps) {
  if (empty !== null) return <p className="empty">{empty}</p>
  return box === null ? <ChartSkeleton /> : draw(box)
}

interface PictureButtonProps {
  words: PictureWords | null
  elementOf: () => HTMLElement | null
}

function PictureButton({ words, elementOf }: PictureButtonProps) {
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle')
  const save = async () => {
    const element = elementOf()
    if (element === null || words === null) return
    setState('busy')
    setState(
      await exportPicture(element, words).then(
        () => 'idle' as const,
        () => 'failed' as const,
      ),
    )
  }
  return (
    <button
      type="button"
      className="quiet-button"
      disabled={words === null || state === 'busy'}
      aria-label={words === null ? 'PNG' : `PNG of ${words.title}`}
      title={state === 'failed' ? 'This browser could not make the picture' : undefined}
      onClick={() => void save()}
    >
      {state === 'failed' ? 'PNG failed' : 'PNG'}
    </button>
  )
}

function CsvButton({ table, words }: { table: ChartTable; words: PictureWords }) {
  return (
    <p className="table-twin-foot">
      <button type="button" className="quiet-button" onClick={() => void exportNumbers(table, words)}>
        CSV of these numbers
      </button>
    </p>
  )
}
