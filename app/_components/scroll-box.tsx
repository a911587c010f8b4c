import type { ReactNode } from 'react'

interface ScrollBoxProps {
  /** Names the box for those who reach it by keyboard. */
  label: string
  className: string
  children: ReactNode
}

/** A table that may be larger than its place scrolls by itself, also by keyboard. */
export function ScrollBox({ label, className, children }: ScrollBoxProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable area must be reachable by keyboard
    <section className={className} tabIndex={0} aria-label={label}>
      {children}
    </section>
  )
}
