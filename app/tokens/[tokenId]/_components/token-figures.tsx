import { BetasTable } from '#app/tokens/[tokenId]/_components/betas-table'
import { ChecksTable } from '#app/tokens/[tokenId]/_components/checks-table'
import { ConeFigure } from '#app/tokens/[tokenId]/_components/cone-figure'
import { Memberships } from '#app/tokens/[tokenId]/_components/memberships'
import { PriceFigure } from '#app/tokens/[tokenId]/_components/price-figure'
import { ReturnsTable } from '#app/tokens/[tokenId]/_components/returns-table'
import { RiskTable } from '#app/tokens/[tokenId]/_components/risk-table'
import { SizeBlock } from '#app/tokens/[tokenId]/_components/size-block'
import { TokenToolbar } from '#app/tokens/[tokenId]/_components/token-toolbar'
import { TokenWords } from '#app/tokens/[tokenId]/_components/token-words'
import { VolatilityTable } from '#app/tokens/[tokenId]/_components/volatility-table'
import type { TokenView } from '#lib/client/token/token-params'
import type { SetParams } from '#lib/client/view/set-params'
import type { TokenLayer } from '#lib/core/chart/time/token-lines'
import type { Snapshot } from '#lib/core/contract/snapshot'
import type { TokenDetail } from '#lib/core/contract/token-detail'

interface TokenFiguresProps {
  detail: TokenDetail
  layer: TokenLayer | null
  snapshot: Snapshot
  view: TokenView
  setView: SetParams<TokenView>
}

/** Everything there is to say in numbers. */
export function TokenFigures({ detail, layer, snapshot, view, setView }: TokenFiguresProps) {
  return (
    <>
      <TokenToolbar id={detail.token.id} layer={layer} view={view} setView={setView} />
      <div className="panels">
        <PriceFigure detail={detail} layer={layer} view={view} />
        <div className="side-panel">
          <ReturnsTable detail={detail} />
          <TokenWords detail={detail} />
        </div>
      </div>
      <div className="token-grid">
        <div>
          <VolatilityTable detail={detail} />
          <ConeFigure detail={detail} />
        </div>
        <div>
          <BetasTable detail={detail} />
          <SizeBlock detail={detail} />
        </div>
        <RiskTable detail={detail} />
      </div>
      <div className="token-grid token-grid-last">
        <ChecksTable detail={detail} />
        <Memberships detail={detail} snapshot={snapshot} />
      </div>
    </>
  )
}
