import type { FormattedNumber } from '#lib/core/format/formatted-number'

/** A formatted number; every digit in its title, and read out where the short form would mislead. */
export function NumberText({ value, className }: { value: FormattedNumber; className?: string }) {
  const isKnown = value.full !== 'unknown'
  const classes = ['num', className, isKnown ? null : 'unknown'].filter(Boolean).join(' ')
  return (
    <span className={classes} title={value.full}>
      {value.text}
    </span>
  )
}
