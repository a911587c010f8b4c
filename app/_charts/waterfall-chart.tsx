'use client'

import { type KeyboardEvent, useState } from 'react'
import { WaterfallTooltip } from '#app/_charts/waterfall-tooltip'
import type { Waterfall, WaterfallBar } from '#lib/core/chart/waterfall/waterfall-bars'
import type { Constituent } from '#lib/core/contract/layer-detail'
import { formatPercent, formatPoints } from '#lib/core/format/format-percent'

interface WaterfallChartProps {
  waterfall: Waterfall
  /** What the bars add up to, a fraction. */
  total: number
  constituents: readonly Constituent[]
}

/** Bars from sum to sum, one under the other, to the return; each opens its figures on approach and keeps them on a click. */
export function WaterfallChart({ waterfall, total, constituents }: WaterfallChartProps) {
  const [open, setOpen] = useState<{ key: string; isPinned: boolean } | null>(null)
  const { bars, zero } = waterfall
  const approach = (key: string | null) => {
    if (open?.isPinned !== true) setOpen(key === null ? null : { key, isPinned: false })
  }
  const toggle = (key: string) => setOpen(open?.key === key && open.isPinned ? null : { key, isPinned: true })
  const release = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setOpen(null)
  }
  return (
    <ol className="waterfall" onKeyDown={release}>
      {bars.map((bar, at) => {
        const key = bar.step.id ?? 'others'
        const isOpen = open?.key === key
        return (
          <li key={key} onMouseEnter={() => approach(key)} onMouseLeave={() => approach(null)}>
            <button
              type="button"
              aria-label={barWords(bar)}
              aria-pressed={isOpen && open.isPinned}
              onFocus={() => approach(key)}
              onBlur={() => setOpen(null)}
              onClick={() => toggle(key)}
            >
              <span className="waterfall-name">{bar.name}</span>
              <BarPicture bar={bar} zero={zero} isFirst={at === 0} />
              <span className="num">{formatPoints(bar.step.contribution).text}</span>
            </button>
            {isOpen && (
              <WaterfallTooltip
                bar={bar}
                constituents={constituents}
                isPinned={open.isPinned}
                isAbove={at >= bars.length / 2}
              />
            )}
          </li>
        )
      })}
      <li className="waterfall-total">
        <span className="waterfall-name">Sum</span>
        <svg width="100%" height="100%" aria-hidden>
          <line className="waterfall-zero" x1={`${zero}%`} x2={`${zero}%`} y1="0" y2="100%" />
          <rect
            className={total < 0 ? 'bar-down' : 'bar-up'}
            x={`${waterfall.total.left}%`}
            width={`${waterfall.total.width}%`}
            y="20%"
            height="60%"
          />
        </svg>
        <span className="num">{formatPercent(total).text}</span>
      </li>
    </ol>
  )
}

interface BarPictureProps {
  bar: WaterfallBar
  zero: number
  isFirst: boolean
}

/** The bar, with the line that hands the sum on from the row above to the row below. */
function BarPicture({ bar, zero, isFirst }: BarPictureProps) {
  const { step, left, width, from, to } = bar
  return (
    <svg width="100%" height="100%" aria-hidden>
      <line className="waterfall-zero" x1={`${zero}%`} x2={`${zero}%`} y1="0" y2="100%" />
      {!isFirst && <line className="waterfall-step" x1={`${from}%`} x2={`${from}%`} y1="0" y2="20%" />}
      <line className="waterfall-step" x1={`${to}%`} x2={`${to}%`} y1="80%" y2="100%" />
      <rect
        className={step.contribution < 0 ? 'bar-down' : 'bar-up'}
        x={`${left}%`}
        width={`${width}%`}
        y="20%"
        height="60%"
      />
    </svg>
  )
}

function barWords({ name, step }: WaterfallBar): string {
  return `${name}: ${formatPoints(step.contribution).text}, sum so far ${formatPoints(step.to).text}`
}
