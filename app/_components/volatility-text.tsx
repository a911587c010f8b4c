import { REASON_WORDS } from '#lib/client/wording'
import type { VolatilityFigure } from '#lib/core/contract/snapshot'
import { formatPercentile, formatVolatility } from '#lib/core/format/format-volatility'

/** Volatility with its place in the own year; the number of returns behind it in the title. */
export function VolatilityText({ volatility }: { volatility: VolatilityFigure }) {
  const { value, n, percentile, reason } = volatility
  if (value === null) {
    const why = reason === null ? 'unknown' : `unknown: ${REASON_WORDS[reason]} (n = ${n})`
    return (
      <span className="unknown" title={why}>
        —
      </span>
    )
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
