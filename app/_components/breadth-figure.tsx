import type { Breadth } from '#lib/core/contract/snapshot'

/** Tokens up and down, as numbers and as the two parts of one bar. */
export function BreadthFigure({ breadth }: { breadth: Breadth }) {
  const { up, down, unchanged, unknown } = breadth
  const counted = up + down + unchanged
  if (counted === 0) return <span className="unknown">—</span>
  const part = (count: number) => `${((100 * count) / counted).toFixed(1)}%`
  return (
    <span className="breadth" title={`${up} up, ${down} down, ${unchanged} unchanged, ${unknown} unknown`}>
      <span className="num">
        {up}
        <small> up</small> {down}
        <small> down</small>
      </span>
      <svg width="100%" height="3" aria-hidden>
        <rect width="100%" height="3" className="bar-rest" />
        <rect width={part(up)} height="3" className="bar-up" />
        <rect x={part(up + unchanged)} width={part(down)} height="3" className="bar-down" />
      </svg>
    </span>
  )
}
