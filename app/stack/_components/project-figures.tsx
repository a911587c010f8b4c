import { HeadlineReturn } from '#app/_components/headline-return'
import { NumberText } from '#app/_components/number-text'
import type { BoardRange } from '#lib/client/view/view-params'
import { FLAG_WORDS, RANGE_WORDS, REASON_WORDS } from '#lib/client/words/wording'
import type { TokenFigures } from '#lib/core/contract/snapshot'
import { formatCompact } from '#lib/core/format/format-compact'
import { formatPrice } from '#lib/core/format/format-price'
import { formatAge, formatUtcDateTime } from '#lib/core/format/format-time'
import { formatPercentile, formatVolatility } from '#lib/core/format/format-volatility'

interface ProjectFiguresProps {
  token: TokenFigures
  range: BoardRange
  currency: string
}

const STATE_WORDS = { fresh: 'fresh', stale: 'stale', missing: 'no price', quarantined: 'held back' } as const

/** What the board knows of a project's token. */
export function ProjectFigures({ token, range, currency }: ProjectFiguresProps) {
  const { volatility, volatilityPercentile, volatilityN, volatilityReason, state, flags } = token
  const why = volatilityReason === null ? null : `unknown: ${REASON_WORDS[volatilityReason]}`
  return (
    <dl className="panel-figures">
      <Figure label="Price">
        <NumberText value={formatPrice(token.price, currency)} />
      </Figure>
      <Figure label={`Return ${RANGE_WORDS[range]}`}>
        <HeadlineReturn value={token.returns[range]} />
      </Figure>
      <Figure label="Volatility 30d, a year">
        <span className="num" title={why ?? `n = ${volatilityN} daily returns`}>
          {formatVolatility(volatility['30d']).text}
        </span>
        {volatilityPercentile !== null && (
          <small className="num"> {formatPercentile(volatilityPercentile).text}</small>
        )}
      </Figure>
      <Figure label="Market cap">
        <NumberText value={formatCompact(token.marketCap, currency)} />
      </Figure>
      <Figure label="Volume 24h">
        <NumberText value={formatCompact(token.volume24h, currency)} />
      </Figure>
      <Figure label="State">
        <span title={formatUtcDateTime(token.lastUpdated)}>
          {STATE_WORDS[state]}
          {token.ageSeconds !== null && `, ${formatAge(token.ageSeconds)} old`}
        </span>
      </Figure>
      {flags.length > 0 && (
        <Figure label="Self-check">
          <span className="panel-flags">{flags.map((flag) => FLAG_WORDS[flag]).join('; ')}</span>
        </Figure>
      )}
    </dl>
  )
}

function Figure({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
