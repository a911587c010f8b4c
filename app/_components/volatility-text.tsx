import { WhyUnknown } from '#app/_components/why-unknown'
import type { VolatilityFigure } from '#lib/core/contract/snapshot'
import { formatPercentile, formatVolatility } from '#lib/core/format/format-volatility'

/** Volatility with its place in the own year; the number of returns behind it in the title. */
export function VolatilityText({ volatility }: { volatility: VolatilityFigure }) {
  const { value, n, percentile, reason } = volatility
  if (value === null) {
    if (reason === null) return <span className="unknown">—</span>
    return <WhyUnknown of="30-day volatility" reason={reason} n={n} />
  }
  return (
    <span
      className="vol"
      title={`n = ${n} daily returns${percentile === null ? ', percentile unknown' : ''}`}
    >
      <span className="num">{formatVolatility(value).text}</span>
      {percentile !== null && <small className="num"> {formatPercentile(percentile).text}</small>}
    </span>
  )
}
