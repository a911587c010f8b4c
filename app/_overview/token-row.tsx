import { memo } from 'react'
import { PriceCell } from '#app/_components/price-cell'
import { ReturnDigits } from '#app/_components/return-digits'
import { Sparkline } from '#app/_components/sparkline'
import { UnknownCell } from '#app/_components/unknown-cell'
import { WhyUnknown } from '#app/_components/why-unknown'
import { TokenName } from '#app/_overview/token-name'
import { TokenState } from '#app/_overview/token-state'
import { heatStep } from '#lib/client/heat-step'
import { splitNumber } from '#lib/client/split-number'
import { BOARD_RANGES, type BoardRange } from '#lib/client/view-params'
import type { TokenFigures } from '#lib/core/contract/snapshot'
import { formatCompact } from '#lib/core/format/format-compact'
import { formatPercentile, formatVolatility } from '#lib/core/format/format-volatility'

interface TokenRowProps {
  token: TokenFigures
  hue: number
  currency: string
  /** Ids of the columns shown, separated by spaces: one value, so that an unchanged row is not drawn again. */
  columns: string
}

/** One token; cells are plain and few, for there are hundreds of them. */
export const TokenRow = memo(function TokenRow({ token, hue, currency, columns }: TokenRowProps) {
  const shown = columns.split(' ')
  const ranges = BOARD_RANGES.filter((range) => shown.includes(range))
  return (
    <tr className={token.state === 'fresh' ? undefined : `is-${token.state}`}>
      <TokenName token={token} hue={hue} />
      <PriceCell price={token.price} currency={currency} />
      {ranges.map((range) => (
        <ReturnCell key={range} value={token.returns[range]} range={range} />
      ))}
      {shown.includes('volatility') && <VolatilityCell token={token} />}
      {shown.includes('marketCap') && <CompactCell value={token.marketCap} currency={currency} />}
      {shown.includes('volume24h') && <CompactCell value={token.volume24h} currency={currency} />}
      {shown.includes('line7d') && (
        <td className="line-cell">
          <Sparkline values={token.sparkline7d} width={88} height={18} />
        </td>
      )}
      <TokenState token={token} />
    </tr>
  )
})

function ReturnCell({ value, range }: { value: number | null; range: BoardRange }) {
  if (value === null) return <UnknownCell />
  const step = heatStep(value, range)
  return (
    <td className={step === 0 ? undefined : `heat${step}`}>
      <ReturnDigits value={value} />
    </td>
  )
}

function VolatilityCell({ token }: { token: TokenFigures }) {
  const { volatility, volatilityPercentile, volatilityN, volatilityReason } = token
  const value = volatility['30d']
  if (value === null) {
    return volatilityReason === null ? (
      <UnknownCell />
    ) : (
      <td className="unknown">
        <WhyUnknown of={`volatility of ${token.name}`} reason={volatilityReason} n={volatilityN} />
      </td>
    )
  }
  const place =
    volatilityPercentile === null ? 'percentile unknown' : formatPercentile(volatilityPercentile).text
  return (
    <td title={`${place} of its own year, n = ${volatilityN}`}>
      {withoutUnit(formatVolatility(value).text)}
    </td>
  )
}

/** The number without its unit, which stands in the head. */
function withoutUnit(text: string): string {
  const { whole, fraction } = splitNumber(text)
  return whole + fraction
}

function CompactCell({ value, currency }: { value: number | null; currency: string }) {
  if (value === null) return <UnknownCell />
  const { text, full } = formatCompact(value, currency)
  return <td title={full}>{text}</td>
}
