import { memo } from 'react'
import { PriceCell } from '#app/_components/price-cell'
import { ReturnDigits } from '#app/_components/return-digits'
import { Sparkline } from '#app/_components/sparkline'
import { TokenState } from '#app/_components/token-state'
import { UnknownCell } from '#app/_components/unknown-cell'
import { WhyUnknown } from '#app/_components/why-unknown'
import { TokenName } from '#app/_overview/token-name'
import { useMove } from '#lib/client/browser/use-move'
import { BOARD_RANGES, type BoardRange } from '#lib/client/view/view-params'
import { heatStep } from '#lib/client/words/heat-step'
import { withoutUnit } from '#lib/client/words/without-unit'
import type { TokenFigures } from '#lib/core/contract/snapshot'
import type { UnknownReason } from '#lib/core/contract/vocabulary'
import { formatCompact } from '#lib/core/format/format-compact'
import { formatPercent } from '#lib/core/format/format-percent'
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
      <TokenName
        id={token.id}
        name={token.name}
        symbol={token.symbol}
        scope={token.scope}
        listing={token.listing}
        note={token.note}
        flags={token.flags}
        hue={hue}
      />
      <PriceCell price={token.price} currency={currency} />
      {ranges.map((range) => (
        <ReturnCell key={range} value={token.returns[range]} range={range} />
      ))}
      {shown.includes('volatility') && (
        <VolatilityCell
          name={token.name}
          value={token.volatility['30d']}
          percentile={token.volatilityPercentile}
          n={token.volatilityN}
          reason={token.volatilityReason}
        />
      )}
      {shown.includes('marketCap') && <CompactCell value={token.marketCap} currency={currency} />}
      {shown.includes('volume24h') && <CompactCell value={token.volume24h} currency={currency} />}
      {shown.includes('line7d') && (
        <td className="line-cell">
          <WeekLine values={token.sparkline7d} />
        </td>
      )}
      <TokenState token={token} />
    </tr>
  )
})

const WeekLine = memo(function WeekLine({ values }: { values: readonly number[] }) {
  return <Sparkline values={values} width={88} height={18} />
})

interface ReturnCellProps {
  value: number | null
  range: BoardRange
}

const ReturnCell = memo(function ReturnCell({ value, range }: ReturnCellProps) {
  const move = useMove(value, formatPercent(value).text)
  if (value === null) return <UnknownCell />
  const step = heatStep(value, range)
  return (
    <td className={[step === 0 ? '' : `heat${step}`, move].filter(Boolean).join(' ') || undefined}>
      <ReturnDigits value={value} />
    </td>
  )
})

interface VolatilityCellProps {
  name: string
  value: number | null
  percentile: number | null
  n: number
  reason: UnknownReason | null
}

const VolatilityCell = memo(function VolatilityCell(props: VolatilityCellProps) {
  const { name, value, percentile, n, reason } = props
  if (value === null) {
    return reason === null ? (
      <UnknownCell />
    ) : (
      <td className="unknown">
        <WhyUnknown of={`volatility of ${name}`} reason={reason} n={n} />
      </td>
    )
  }
  const place = percentile === null ? 'percentile unknown' : formatPercentile(percentile).text
  return <td title={`${place} of its own year, n = ${n}`}>{withoutUnit(formatVolatility(value).text)}</td>
})

interface CompactCellProps {
  value: number | null
  currency: string
}

const CompactCell = memo(function CompactCell({ value, currency }: CompactCellProps) {
  if (value === null) return <UnknownCell />
  const { text, full } = formatCompact(value, currency)
  return <td title={full}>{text}</td>
})
