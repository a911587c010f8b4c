import { ScrollBox } from '#app/_components/scroll-box'
import type { ChartTable } from '#lib/core/chart/chart-table'
import { formatUnit } from '#lib/core/format/format-unit'

interface ChartTableTwinProps {
  /** The chart's title. */
  title: string
  table: ChartTable
}

/** The numbers of a chart as a table that scrolls by itself. */
export function ChartTableTwin({ title, table: { head, columns, rows } }: ChartTableTwinProps) {
  return (
    <ScrollBox className="series-scroll" label={`Numbers of the chart: ${title}`}>
      <table className="series-table">
        <caption className="sr-only">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{head.text}</th>
            {columns.map(({ key, text }) => (
              <th key={key} scope="col">
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.text}</th>
              {columns.map(({ key, unit, currency }, at) => {
                const { text, full } = formatUnit(row.values[at] ?? null, unit, currency)
                return (
                  <td key={key} title={full} className={full === 'unknown' ? 'unknown' : undefined}>
                    {text}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
