import type { FormattedNumber } from '#lib/core/format/formatted-number'

interface KnownCellProps {
  value: FormattedNumber
  /** Why it is unknown, in words; also shown, where there is room, by the caller. */
  why?: string | undefined
  className?: string | undefined
}

/** A number, or a dash that says why. */
export function KnownCell({ value, why, className }: KnownCellProps) {
  if (value.full === 'unknown') {
    return (
      <td className="unknown" title={why === undefined ? 'unknown' : `unknown: ${why}`}>
        —{why !== undefined && <span className="sr-only"> {why}</span>}
      </td>
    )
  }
  return (
    <td className={className} title={value.full === value.text ? undefined : value.full}>
      {value.text}
    </td>
  )
}
