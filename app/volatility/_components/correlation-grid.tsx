'use client'

import { type KeyboardEvent, useRef, useState } from 'react'
import { useSharedValue } from '#lib/client/browser/use-shared-value'
import type { LinkedView } from '#lib/client/volatility/linked-view'
import type { ChartBox } from '#lib/core/chart/chart-box'
import type { ComparedEntity } from '#lib/core/chart/comparison/compared-entity'
import {
  type CorrelationCell,
  correlationRows,
  correlationStep,
} from '#lib/core/chart/comparison/correlation-cells'
import { NEUTRAL_HUE } from '#lib/core/chart/layer-hue'
import type { CorrelationAnswer } from '#lib/core/contract/correlation'
import { formatRatio } from '#lib/core/format/format-ratio'

interface CorrelationGridProps {
  box: ChartBox
  answer: CorrelationAnswer
  /** By place of `answer.ids`; `undefined` for one that left the selection. */
  members: readonly (ComparedEntity | undefined)[]
  linked: LinkedView
}

interface Place {
  row: number
  column: number
}

const STEPS: Readonly<Record<string, Place>> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
}

/** Least widths, px: what is left over goes to the cells. */
const NAME = 84
const CELL = 46

/** The correlations as a table of coloured cells; one of them is in the tab order, arrows move between them. */
export function CorrelationGrid({ box, answer, members, linked }: CorrelationGridProps) {
  const grid = useRef<HTMLTableElement>(null)
  const [at, setAt] = useState<Place>({ row: 0, column: 0 })
  const [told, setTold] = useState<CorrelationCell | null>(null)
  const highlight = useSharedValue(linked.highlight)
  const rows = correlationRows(answer)
  const last = rows.length - 1
  const nameOf = (place: number) => members[place]?.name ?? answer.ids[place] ?? ''
  const headOf = (place: number) => (box.isNarrow ? (members[place]?.short ?? nameOf(place)) : nameOf(place))
  const active = { row: Math.min(at.row, last), column: Math.min(at.column, last) }

  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key]
    if (step === undefined) return
    event.preventDefault()
    const clamp = (value: number) => Math.max(0, Math.min(last, value))
    const next = { row: clamp(active.row + step.row), column: clamp(active.column + step.column) }
    setAt(next)
    grid.current?.querySelector<HTMLElement>(`[data-cell="${next.row} ${next.column}"]`)?.focus()
  }
  const tell = (cell: CorrelationCell | null) => {
    setTold(cell)
    linked.highlight.write(cell === null ? null : (members[cell.row]?.key ?? null))
  }

  return (
    <>
      <div className="correlation-scroll">
        <table
          ref={grid}
          className="correlation"
          aria-label="Correlations"
          style={{ minWidth: NAME + CELL * rows.length }}
        >
          <thead>
            <tr>
              <td />
              {answer.order.map((place) => (
                <th key={place} scope="col" title={nameOf(place)}>
                  {members[place]?.short ?? nameOf(place)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells, row) => {
              const place = answer.order[row] ?? row
              const member = members[place]
              return (
                <tr key={place} className={member?.key === highlight ? 'is-forward' : undefined}>
                  <th scope="row">
                    <i
                      className={`dot hue-${member?.hue ?? NEUTRAL_HUE} key-${member?.kind ?? 'token'}`}
                      aria-hidden
                    />
                    {headOf(place)}
                  </th>
                  {cells.map((cell, column) => (
                    <Cell
                      key={cell.column}
                      cell={cell}
                      label={cellWords(cell, nameOf)}
                      place={`${row} ${column}`}
                      isInTabOrder={row === active.row && column === active.column}
                      onShow={() => {
                        setAt({ row, column })
                        tell(cell)
                      }}
                      onPoint={tell}
                      onKeyDown={onKeyDown}
                    />
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      <p className="correlation-readout" aria-hidden>
        {told === null
          ? 'Point at a cell, or move with the arrow keys, for the days behind it.'
          : cellWords(told, nameOf)}
      </p>
    </>
  )
}

interface CellProps {
  cell: CorrelationCell
  label: string
  place: string
  isInTabOrder: boolean
  onShow: () => void
  onPoint: (cell: CorrelationCell | null) => void
  onKeyDown: (event: KeyboardEvent) => void
}

function Cell({ cell, label, place, isInTabOrder, onShow, onPoint, onKeyDown }: CellProps) {
  const { row, column, value } = cell
  const heat = value === null ? 'heat-unknown' : `heat${correlationStep(value)}`
  return (
    <td className={row === column ? 'is-self' : heat}>
      <button
        type="button"
        tabIndex={isInTabOrder ? 0 : -1}
        data-cell={place}
        aria-label={label}
        title={label}
        onFocus={onShow}
        onBlur={() => onPoint(null)}
        onMouseEnter={() => onPoint(cell)}
        onMouseLeave={() => onPoint(null)}
        onKeyDown={onKeyDown}
      >
        {value === null ? '—' : signed(value)}
      </button>
    </td>
  )
}

/** With its sign: colour alone says nothing to some. */
function signed(value: number): string {
  const { text } = formatRatio(value)
  return value > 0 ? `+${text}` : text
}

function cellWords(cell: CorrelationCell, nameOf: (place: number) => string): string {
  const { row, column, value, low, high, n } = cell
  if (row === column) return `${nameOf(row)} with itself, n = ${n} days`
  const pair = `${nameOf(row)} and ${nameOf(column)}`
  if (value === null) return `${pair}: not known, n = ${n} joint days`
  const band = low === null || high === null ? '' : `, 95 % ${signed(low)} to ${signed(high)}`
  return `${pair}: ${signed(value)}${band}, n = ${n} joint days`
}
