import { ArrowUpRight, Download } from 'lucide-react'
import { HeadlineReturn } from '#app/_components/headline-return'
import { NumberText } from '#app/_components/number-text'
import { ScreenLink } from '#app/_components/screen-link'
import { TokenBadges } from '#app/tokens/[tokenId]/_components/token-badges'
import { exportNumbers } from '#lib/client/chart/export-chart'
import { tokenPath } from '#lib/client/queries/token-query'
import { layerHref } from '#lib/client/view/screen-href'
import { RANGE_WORDS } from '#lib/client/words/wording'
import { layerHue } from '#lib/core/chart/layer-hue'
import { type TokenLayer, tokenChartTable } from '#lib/core/chart/time/token-lines'
import type { TokenDetail } from '#lib/core/contract/token-detail'
import { formatCompact } from '#lib/core/format/format-compact'
import { formatPrice } from '#lib/core/format/format-price'
import { formatAge, formatUtcDateTime } from '#lib/core/format/format-time'
import type { SeriesRange } from '#lib/core/market/window'

interface TokenHeadProps {
  detail: TokenDetail
  layer: TokenLayer | null
}

/** Who it is, what it costs, how old that is, and the ways out. */
export function TokenHead({ detail, layer }: TokenHeadProps) {
  const { token, range, currency } = detail
  return (
    <header className="token-head">
      <div className="token-title">
        <h1>
          <i className={`dot hue-${layerHue(layer?.rank ?? null)}`} /> {token.name}{' '}
          <span className="token-symbol">{token.symbol}</span>
        </h1>
        {layer !== null && token.layer !== null && (
          <ScreenLink className="quiet-link" href={layerHref(token.layer)}>
            {layer.name}
          </ScreenLink>
        )}
        <TokenBadges token={token} />
        <Ways detail={detail} layer={layer} />
      </div>
      {token.price !== null && (
        <p className="token-price">
          <NumberText className="token-price-now" value={formatPrice(token.price, currency)} />
          {range !== '24h' && <RangeReturn detail={detail} range="24h" />}
          <RangeReturn detail={detail} range={range} />
          <PriceFacts detail={detail} />
        </p>
      )}
    </header>
  )
}

function RangeReturn({ detail, range }: { detail: TokenDetail; range: SeriesRange }) {
  return (
    <span title="Rolling, not since midnight">
      <HeadlineReturn value={detail.token.returns[range]} /> <small>{RANGE_WORDS[range]}</small>
    </span>
  )
}

function PriceFacts({ detail: { token, currency } }: { detail: TokenDetail }) {
  const { rank, marketCap, volume24h, lastUpdated, ageSeconds, state } = token
  return (
    <span className="token-facts">
      {rank !== null && (
        <span>
          rank <b className="num">#{rank}</b>
        </span>
      )}
      <span>
        market cap <NumberText value={formatCompact(marketCap, currency)} />
      </span>
      <span>
        volume 24 h <NumberText value={formatCompact(volume24h, currency)} />
      </span>
      {lastUpdated !== null && (
        <span className={state === 'fresh' ? undefined : 'old'}>
          {state === 'quarantined' ? 'held back' : state}, updated {formatUtcDateTime(lastUpdated)}
          {ageSeconds === null ? '' : `, ${formatAge(ageSeconds)} old`}
        </span>
      )}
    </span>
  )
}

/** Away from here: the upstream's page, the project's own, the numbers as files. */
function Ways({ detail, layer }: TokenHeadProps) {
  const { links, token, chart, asOf, source, range, currency } = detail
  const save = () =>
    void exportNumbers(tokenChartTable(detail, layer), { title: `${token.id} ${range}`, asOf, source })
  return (
    <p className="token-ways">
      <a className="quiet-link" href={links.coingecko} rel="noopener" target="_blank">
        CoinGecko <ArrowUpRight size={12} aria-hidden />
      </a>
      {links.website !== null && (
        <a className="quiet-link" href={links.website} rel="noopener" target="_blank">
          {new URL(links.website).hostname.replace(/^www\./, '')} <ArrowUpRight size={12} aria-hidden />
        </a>
      )}
      <a className="quiet-link" href={tokenPath({ id: token.id, range, currency })}>
        JSON
      </a>
      {chart.reason === null && (
        <button type="button" className="button" onClick={save}>
          <Download size={14} aria-hidden />
          Export CSV
        </button>
      )}
    </p>
  )
}
