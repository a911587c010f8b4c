import type { ReactNode } from 'react'

/** A table that may be wider than its place scrolls by itself, also by keyboard. */
export function ScrollBox({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable area must be reachable by keyboard
    <section className="figures-scroll" tabIndex={0} aria-label={label}>
      {children}
    </section>
  )
}
