import type { ChartLine } from '#lib/core/chart/time/chart-lines'

/** Names for the colours where the screen has no room for them at the lines' ends. */
export function ChartKey({ lines }: { lines: readonly ChartLine[] }) {
  const drawn = lines.filter(({ reason }) => reason === null)
  return (
    <p className="chart-key" aria-hidden>
      {drawn.map(({ key, name, hue, kind }) => (
        <span key={key}>
          <i className={`dot hue-${hue} key-${kind}`} />
          {name}
        </span>
      ))}
    </p>
  )
}
