import { FormulaBlock, FormulaMath } from '#app/methodology/_components/formula-math'
import { WorkedExample } from '#app/methodology/_components/worked-example'
import type { MetricExample } from '#lib/core/analytics/board/metric-examples/metric-example'
import { NBSP } from '#lib/core/format/typography'
import { formulaText } from '#lib/core/metrics/formula'
import type { Metric } from '#lib/core/metrics/metric'

interface MetricSectionProps {
  metric: Metric
  /** `null` before there is any data. */
  example: MetricExample | null
  currency: string
}

/** One metric under its anchor: what it is, its formula, what is done about gaps, a worked example. */
export function MetricSection({ metric, example, currency }: MetricSectionProps) {
  const { id, name, unit, window, meaning, definition, formula, symbols, gaps, source, caveat } = metric
  return (
    <section className="metric" id={id} aria-labelledby={`${id}-name`}>
      <div className="metric-words">
        <h3 id={`${id}-name`}>{name}</h3>
        <p className="metric-unit">
          <span>Unit: {unit}</span> <span>Window: {window}</span>
        </p>
        <p className="metric-lead">{unbroken(sentence(meaning))}</p>
        <p>{unbroken(definition)}</p>
        <FormulaBlock formula={formula} name={name} />
        <dl className="metric-symbols">
          {symbols.map(({ symbol, meaning: means }) => (
            <div key={formulaText(symbol)}>
              <dt>
                <FormulaMath formula={symbol} />
              </dt>
              <dd>{unbroken(means)}</dd>
            </div>
          ))}
        </dl>
        <dl className="metric-notes">
          <div>
            <dt>Missing data</dt>
            <dd>{unbroken(gaps)}</dd>
          </div>
          {caveat !== undefined && (
            <div>
              <dt>Bear in mind</dt>
              <dd>{unbroken(caveat)}</dd>
            </div>
          )}
          <div>
            <dt>Source</dt>
            <dd>{source}</dd>
          </div>
        </dl>
      </div>
      {example !== null && <WorkedExample example={example} currency={currency} />}
    </section>
  )
}

/** A number and its percent sign stay on one line. */
function unbroken(text: string): string {
  return text.replaceAll(' %', `${NBSP}%`)
}

function sentence(meaning: string): string {
  return `${meaning.charAt(0).toUpperCase()}${meaning.slice(1)}.`
}
