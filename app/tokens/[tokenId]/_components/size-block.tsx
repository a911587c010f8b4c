import type { ReactNode } from 'react'
import { MetricLink } from '#app/_components/metric-link'
import { NumberText } from '#app/_components/number-text'
import { TOKEN_REASON_WORDS } from '#lib/client/token/token-words'
import type { TokenDetail, TokenReason } from '#lib/core/contract/token-detail'
import { formatCompact } from '#lib/core/format/format-compact'
import { formatPercent } from '#lib/core/format/format-percent'
import { formatTurnover } from '#lib/core/format/format-turnover'
import type { FormattedNumber } from '#lib/core/format/formatted-number'
import { issuanceDrag } from '#lib/core/metrics/labels/layer-risk-labels'

/** How easily it trades, how much of it there is, and how fast that grows. */
export function SizeBlock({ detail }: { detail: TokenDetail }) {
  const { token, liquidity, currency } = detail
  return (
    <section className="token-block" aria-labelledby="size-title">
      <h2 id="size-title">
        Liquidity and supply <small>{currency.toUpperCase()}</small>
      </h2>
      {liquidity.isThin === true && (
        <p className="thin-market">
          <b>Thin market.</b> Less than {formatTurnover(liquidity.thinBelow).text} of the market cap changed
          hands in 24 h: a trade of size moves the price, and the price may be off.
        </p>
      )}
      {token.price === null ? (
        <p className="block-empty">Nothing is known of its size: no price of {token.name} is known.</p>
      ) : (
        <SizeFacts detail={detail} />
      )}
    </section>
  )
}

function SizeFacts({ detail: { token, liquidity, supply, currency } }: { detail: TokenDetail }) {
  return (
    <dl className="facts">
      <Fact name="Volume, 24 h" value={formatCompact(token.volume24h, currency)} reason="no-volume" />
      <Fact
        name="Turnover, volume over market cap"
        value={formatTurnover(liquidity.turnover)}
        reason={liquidity.reason}
      />
      <Fact name="Market cap" value={formatCompact(token.marketCap, currency)} reason="no-market-cap" />
      <Fact
        name="Fully diluted valuation"
        value={formatCompact(supply.fullyDilutedValuation, currency)}
        reason="no-valuation"
      />
      <Fact
        name="Market cap of fully diluted"
        value={formatTurnover(supply.capToFullyDiluted)}
        reason={supply.capToFullyDilutedReason}
      />
      <Fact
        name="Circulating supply"
        value={formatCompact(supply.circulating, null)}
        reason={supply.circulatingReason}
      />
      <Fact
        name={<MetricLink metric={issuanceDrag}>Issuance, 24 h</MetricLink>}
        value={formatPercent(supply.issuance24h)}
        reason={supply.issuanceReason}
      />
    </dl>
  )
}

interface FactProps {
  name: ReactNode
  value: FormattedNumber
  reason: TokenReason | null
}

function Fact({ name, value, reason }: FactProps) {
  const isUnknown = value.full === 'unknown'
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <NumberText value={value} />
        {isUnknown && reason !== null && <small> {TOKEN_REASON_WORDS[reason]}</small>}
      </dd>
    </div>
  )
}
