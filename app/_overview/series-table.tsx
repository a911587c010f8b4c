import type { ChartLine } from '#lib/core/chart/chart-lines'
import type { Series } from '#lib/core/contract/series'
import { formatIndexLevel } from '#lib/core/format/format-index'
import { formatUtcDateTime } from '#lib/core/format/format-time'

/** The numbers of the chart, newest first. */
export function SeriesTable({ series, lines }: { series: Series; lines: readonly ChartLine[] }) {
  const newestFirst = series.times.map((time, index) => ({ time, index })).reverse()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable area must be reachable by keyboard
    <section className="series-scroll" tabIndex={0} aria-label="Numbers of the chart">
      <table className="series-table">
        <caption className="sr-only">Layers rebased to 100</caption>
        <thead>
          <tr>
            <th scope="col">Time</th>
            {lines.map(({ key, name }) => (
              <th key={key} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {newestFirst.map(({ time, index }) => (
            <tr key={time}>
              <th scope="row">{formatUtcDateTime(new Date(time).toISOString())}</th>
              {lines.map(({ key, values }) => (
                <td key={key}>{formatIndexLevel(values[index] ?? null).text}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
