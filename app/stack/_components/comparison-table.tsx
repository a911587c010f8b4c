import { MetricLink } from '#app/_components/metric-link'
import type { BoardRange } from '#lib/client/view/view-params'
import { layerHue } from '#lib/core/chart/layer-hue'
import type { ComparedFigure } from '#lib/core/contract/layer-comparison'
import type { LayerFigures, Snapshot } from '#lib/core/contract/snapshot'
import { formatUnit, type Unit } from '#lib/core/format/format-unit'
import { layerReturn } from '#lib/core/metrics/labels/return-labels'
import { marketCap } from '#lib/core/metrics/labels/size-labels'
import { layerVolatility } from '#lib/core/metrics/labels/volatility-labels'

interface ComparisonTableProps {
  snapshot: Snapshot
  range: BoardRange
}

/** Every layer under the shipped mapping and under the what-if, side by side, with the difference. */
export function ComparisonTable({ snapshot, range }: ComparisonTableProps) {
  if (snapshot.comparison === null) return null
  const rows = [...snapshot.layers.toSorted((a, b) => b.rank - a.rank), snapshot.sector]
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable area must be reachable by keyboard
    <section className="mapping-comparison" tabIndex={0} aria-label="Comparison with the shipped mapping">
      <table>
        <caption className="sr-only">Figures under the shipped mapping and under the what-if</caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              Layer
            </th>
            <th scope="colgroup" colSpan={3}>
              <MetricLink metric={layerReturn}>{`Return ${range}, %`}</MetricLink>
            </th>
            <th scope="colgroup" colSpan={3}>
              <MetricLink metric={layerVolatility}>Volatility 30d, annualised %</MetricLink>
            </th>
            <th scope="colgroup" colSpan={3}>
              <MetricLink metric={marketCap}>{`Market cap, ${snapshot.currency.toUpperCase()}`}</MetricLink>
            </th>
            <th scope="colgroup" colSpan={3}>
              Tokens
            </th>
          </tr>
          <tr>
            {['return', 'volatility', 'size', 'tokens'].flatMap((group) =>
              ['shipped', 'what-if', 'difference'].map((head) => (
                <th key={`${group}-${head}`} scope="col" className={head === 'shipped' ? 'group-start' : ''}>
                  {head}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((layer) => (
            <ComparisonRow key={layer.id} layer={layer} snapshot={snapshot} range={range} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface ComparisonRowProps {
  layer: LayerFigures
  snapshot: Snapshot
  range: BoardRange
}

function ComparisonRow({ layer, snapshot, range }: ComparisonRowProps) {
  const compared = snapshot.comparison?.find(({ id }) => id === layer.id)
  if (compared === undefined) return null
  const { currency } = snapshot
  const { volatility30d, marketCap: cap, tokenCount } = compared
  return (
    <tr>
      <th scope="row">
        <i className={`dot hue-${layerHue(layer.rank)}`} /> {layer.name}
      </th>
      <Triple figure={compared.returns[range]} after={layer.returns[range]} unit="percent" by="points" />
      <Triple figure={volatility30d} after={layer.volatility30d.value} unit="volatility" by="points" />
      <Triple figure={cap} after={layer.marketCap} unit="size" by="size" currency={currency} />
      <Triple figure={tokenCount} after={layer.tokenCount} unit="count" by="count" />
    </tr>
  )
}

interface TripleProps {
  figure: ComparedFigure
  after: number | null
  unit: Unit
  /** Unit of the difference. */
  by: Unit
  currency?: string
}

function Triple({ figure: { shipped, difference }, after, unit, by, currency }: TripleProps) {
  const isChanged = difference !== null && difference !== 0
  return (
    <>
      <Cell value={shipped} unit={unit} currency={currency} className="group-start" />
      <Cell value={after} unit={unit} currency={currency} className={isChanged ? 'changed' : ''} />
      <Cell
        value={difference}
        unit={by}
        currency={currency}
        className={isChanged ? 'changed' : 'same'}
        isSigned
      />
    </>
  )
}

interface CellProps {
  value: number | null
  unit: Unit
  currency: string | undefined
  className: string
  isSigned?: boolean
}

/** Sizes and counts carry no plus of their own; a difference needs one. */
function Cell({ value, unit, currency, className, isSigned = false }: CellProps) {
  const { text, full } = formatUnit(value, unit, currency)
  const needsPlus = isSigned && value !== null && value > 0 && (unit === 'size' || unit === 'count')
  return (
    <td className={value === null ? `${className} unknown` : className} title={full}>
      {needsPlus ? `+${text}` : text}
    </td>
  )
}
