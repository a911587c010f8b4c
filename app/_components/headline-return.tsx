import { DIRECTION_ARROW, direction } from '#lib/core/format/direction'
import { formatPercent } from '#lib/core/format/format-percent'

/** The one return people look for first: arrow, sign and number. */
export function HeadlineReturn({ value }: { value: number | null }) {
  const { text, full } = formatPercent(value)
  const way = direction(value)
  return (
    <span className={`headline ${way}`} title={full}>
      <span className="arrow" aria-hidden>
        {DIRECTION_ARROW[way]}
      </span>
      {text}
    </span>
  )
}
