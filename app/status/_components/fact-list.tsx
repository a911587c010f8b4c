import type { ReactNode } from 'react'

interface FactListProps {
  title: string
  /** Word and value of each fact; a value of `null` leaves the fact out. */
  facts: readonly (readonly [term: string, value: ReactNode])[]
}

/** Plain facts under a heading, one line each. */
export function FactList({ title, facts }: FactListProps) {
  const id = `facts-${title.toLowerCase().replaceAll(' ', '-')}`
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <dl className="facts">
        {facts
          .filter(([, value]) => value !== null)
          .map(([term, value]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  )
}
