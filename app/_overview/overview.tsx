'use client'

import { CurrencySelect } from '#app/_components/currency-select'
import { IgnoredParamsNotice } from '#app/_components/ignored-params-notice'
import { ScreenFrame } from '#app/_components/screen-frame'
import { WaitingForData } from '#app/_components/waiting-for-data'
import { InWords } from '#app/_overview/in-words'
import { LayerBands } from '#app/_overview/layer-bands'
import { RebasedPanel } from '#app/_overview/rebased-panel'
import { SectorLine } from '#app/_overview/sector-line'
import { SectorMoves } from '#app/_overview/sector-moves'
import { TokenSection } from '#app/_overview/token-section'
import { Toolbar } from '#app/_overview/toolbar'
import { useLayerNames } from '#lib/client/overview/use-layer-names'
import { useBoard } from '#lib/client/queries/use-board'
import { useView } from '#lib/client/view/use-view'
import { viewRules } from '#lib/client/view/view-params'
import type { LayerFigures } from '#lib/core/contract/snapshot'

const NO_LAYERS: readonly LayerFigures[] = []

/** The whole screen from one cached snapshot. `refusedCurrency`: asked for in the URL, not offered here. */
export function Overview({ refusedCurrency }: { refusedCurrency: string | null }) {
  const [view, setView] = useView()
  const currency = view.currency === refusedCurrency ? null : view.currency
  const params = { currency, weighting: view.weighting, scope: view.scope }
  const { data: snapshot, error, isPlaceholderData } = useBoard(params)
  const layerNames = useLayerNames(snapshot?.layers ?? NO_LAYERS)
  if (snapshot === undefined) return <WaitingForData current="/" />
  return (
    <ScreenFrame
      current="/"
      snapshot={snapshot}
      error={error}
      isBusy={isPlaceholderData}
      controls={
        <CurrencySelect
          currency={snapshot.currency}
          currencies={snapshot.currencies}
          onChange={(next) => void setView({ currency: next })}
        />
      }
    >
      <IgnoredParamsNotice rules={viewRules(snapshot.currencies)} />
      <SectorLine snapshot={snapshot} range={view.range} isConnected={error === null} />
      <Toolbar snapshot={snapshot} view={view} setView={setView} />
      <LayerBands snapshot={snapshot} range={view.range} />
      <div className="panels">
        <RebasedPanel
          layers={layerNames}
          source={snapshot.source}
          range={view.range}
          weighting={view.weighting}
          scope={view.scope}
        />
        <div className="side-panel">
          <SectorMoves snapshot={snapshot} range={view.range} />
          <InWords snapshot={snapshot} range={view.range} />
        </div>
      </div>
      <TokenSection snapshot={snapshot} view={view} setView={setView} />
    </ScreenFrame>
  )
}
