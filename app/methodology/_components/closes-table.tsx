import { NumberText } from '#app/_components/number-text'
import { ScrollBox } from '#app/_components/scroll-box'
import type { CloseRow } from '#lib/core/analytics/board/metric-examples'
import { formatPrice } from '#lib/core/format/format-price'
import { formatSignificant } from '#lib/core/format/format-significant'

interface ClosesTableProps {
  name: string
  rows: readonly CloseRow[]
}

/** The raw material of every 30-day figure, to copy into a spreadsheet. */
export function ClosesTable({ name, rows }: ClosesTableProps) {
  return (
    <details className="closes">
      <summary>Daily closes behind the 30-day figures of {name}</summary>
      <ScrollBox className="closes-scroll" label={`Daily closes of ${name}`}>
        <table className="example-table">
          <thead>
            <tr>
              <th scope="col">00:00 UTC</th>
              <th scope="col">Close, USD</th>
              <th scope="col">Log return</th>
              <th scope="col">Simple return</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ day, close, logReturn, simpleReturn }) => (
              <tr key={day}>
                <th scope="row">{new Date(day).toISOString().slice(0, 10)}</th>
                <td>
                  <NumberText value={formatPrice(close, 'usd')} />
                </td>
                <td>
                  <NumberText value={formatSignificant(logReturn)} />
                </td>
                <td>
                  <NumberText value={formatSignificant(simpleReturn)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </details>
  )
}
