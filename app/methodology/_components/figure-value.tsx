import { NumberText } from '#app/_components/number-text'
import { REASON_WORDS } from '#lib/client/words/wording'
import type { ExampleFigure, ExampleReason } from '#lib/core/analytics/board/metric-examples/metric-example'
import { formatCompact } from '#lib/core/format/format-compact'
import { formatIndexLevel } from '#lib/core/format/format-index'
import { formatPercent, formatPoints } from '#lib/core/format/format-percent'
import { formatPrice } from '#lib/core/format/format-price'
import { formatSignificant } from '#lib/core/format/format-significant'
import { formatAge, formatUtcDate, formatUtcDateTime, formatUtcTime } from '#lib/core/format/format-time'
import { formatPercentile, formatVolatility } from '#lib/core/format/format-volatility'
import { type FormattedNumber, UNKNOWN } from '#lib/core/format/formatted-number'

const EXAMPLE_REASON_WORDS: Readonly<Record<ExampleReason, string>> = {
  ...REASON_WORDS,
  'no-downside': 'it never fell short of 0',
  'no-drawdown': 'its price never fell',
  'inconsistent-candle': 'a candle contradicts itself',
  'out-of-range': 'the result is too large to be a number',
  'not-in-basket': 'it does not count in this layer',
}

interface FigureValueProps {
  figure: ExampleFigure
  currency: string
}

/** A figure of a worked example; where it is unknown, why. */
export function FigureValue({ figure, currency }: FigureValueProps) {
  const { value, reason } = figure
  if (value === null) {
    return (
      <>
        <span className="unknown">—</span>
        {reason !== null && <small className="why"> {EXAMPLE_REASON_WORDS[reason]}</small>}
      </>
    )
  }
  if (typeof value === 'string') return <span className="num">{value}</span>
  return <NumberText value={formatFigure(figure.kind, value, currency)} />
}

function formatFigure(kind: ExampleFigure['kind'], value: number, currency: string): FormattedNumber {
  switch (kind) {
    case 'percent':
      return formatPercent(value)
    case 'unsigned':
      return formatVolatility(value)
    case 'points':
      return formatPoints(value)
    case 'percentile':
      return formatPercentile(value)
    case 'price':
      return formatPrice(value, currency)
    case 'close':
      return formatPrice(value, 'usd')
    case 'amount':
      return formatCompact(value, currency)
    case 'supply':
      return formatCompact(value, null)
    case 'level':
    case 'ratio':
      return formatIndexLevel(value)
    case 'age':
      return { text: formatAge(value), full: `${value} s` }
    case 'day':
    case 'time':
      return formatMoment(kind, new Date(value).toISOString())
    case 'number':
    case 'count':
      return formatSignificant(value)
    default:
      return UNKNOWN
  }
}

function formatMoment(kind: 'day' | 'time', iso: string): FormattedNumber {
  if (kind === 'day') return { text: formatUtcDate(iso), full: iso }
  return { text: formatUtcDateTime(iso), full: `${formatUtcDate(iso)}, ${formatUtcTime(iso)}` }
}
