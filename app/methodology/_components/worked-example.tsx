import { FigureValue } from '#app/methodology/_components/figure-value'
import type {
  ExampleFigure,
  ExampleTable,
  MetricExample,
} from '#lib/core/analytics/board/metric-examples/metric-example'
import { formatUtcDate } from '#lib/core/format/format-time'

interface WorkedExampleProps {
  example: MetricExample
  currency: string
}

/** What the metric is right now for one token or layer, from when to when, and from which numbers. */
export function WorkedExample({ example, currency }: WorkedExampleProps) {
  const { subject, results, window, inputs, table } = example
  return (
    // biome-ignore lint/a11y/useSemanticElements: there is nothing to fill in
    <div className="example" role="group" aria-label={`Worked example, ${subject}`}>
      <h4>Worked example, {subject}</h4>
      <FigureList className="results" figures={results} currency={currency} />
      {window !== null && <p className="example-window num">{span(window)}</p>}
      {/* The headline says why it is unknown; its inputs need not repeat it. */}
      <FigureList
        className="inputs"
        figures={inputs.map((input) => ({ ...input, reason: null }))}
        currency={currency}
      />
      {table !== undefined && <FigureTable table={table} name={subject} currency={currency} />}
    </div>
  )
}

function span({ from, to }: { from: number; to: number }): string {
  const [first, last] = [from, to].map((time) => formatUtcDate(new Date(time).toISOString()))
  return first === last ? `${last}` : `${first} – ${last}`
}

interface FigureListProps {
  className: string
  figures: readonly ExampleFigure[]
  currency: string
}

function FigureList({ className, figures, currency }: FigureListProps) {
  if (figures.length === 0) return null
  return (
    <dl className={className}>
      {figures.map((figure, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: labels may repeat, and the list never changes its order
        <div key={`${at} ${figure.label}`}>
          <dt>
            {figure.label}
            {figure.n !== null && <small className="num"> n = {figure.n}</small>}
          </dt>
          <dd>
            <FigureValue figure={figure} currency={currency} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function FigureTable({ table, name, currency }: { table: ExampleTable; name: string; currency: string }) {
  return (
    <table className="example-table">
      <caption className="sr-only">Worked example, {name}</caption>
      <thead>
        <tr>
          {table.head.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map(([first, ...cells]) => (
          <tr key={String(first?.value)}>
            <th scope="row">{first?.value}</th>
            {cells.map((cell, at) => (
              <td key={table.head[at + 1]}>
                <FigureValue figure={{ ...cell, reason: null }} currency={currency} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
