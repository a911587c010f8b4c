'use client'

import { useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { useMemo, useState } from 'react'
import { IgnoredParamsNotice } from '#app/_components/ignored-params-notice'
import { LoadFault } from '#app/_components/load-fault'
import { ScreenFrame } from '#app/_components/screen-frame'
import { WaitingForData } from '#app/_components/waiting-for-data'
import { CompareBox } from '#app/volatility/_components/compare-box'
import { ComparisonBrief } from '#app/volatility/_components/comparison-brief'
import { ConePanel } from '#app/volatility/_components/cone-panel'
import { CorrelationPanel } from '#app/volatility/_components/correlation-panel'
import { LeftOutNotice } from '#app/volatility/_components/left-out-notice'
import { NothingChosen } from '#app/volatility/_components/nothing-chosen'
import { Presets } from '#app/volatility/_components/presets'
import { RankingPanel } from '#app/volatility/_components/ranking-panel'
import { RiskReturnPanel } from '#app/volatility/_components/risk-return-panel'
import { RollingPanel } from '#app/volatility/_components/rolling-panel'
import { VolatilityControls } from '#app/volatility/_components/volatility-controls'
import { createSharedValue } from '#lib/client/browser/shared-value'
import { exportNumbers } from '#lib/client/chart/export-chart'
import { correlationQuery } from '#lib/client/queries/correlation-query'
import { useBoard } from '#lib/client/queries/use-board'
import { useLastKnown } from '#lib/client/queries/use-last-known'
import { volatilityQuery } from '#lib/client/queries/volatility-query'
import { comparisonOf } from '#lib/client/volatility/comparison'
import type { LinkedView } from '#lib/client/volatility/linked-view'
import {
  BOARD_PARAMS,
  type SetVolatilityView,
  type VolatilityView,
  volatilityParsers,
} from '#lib/client/volatility/volatility-params'
import { volatilityRules } from '#lib/client/volatility/volatility-rules'
import { countOf } from '#lib/client/volatility/volatility-selection'
import { volatilityName } from '#lib/client/volatility/volatility-words'
import { comparedEntities, rankedEntities } from '#lib/core/chart/comparison/compared-entity'
import { comparisonTable } from '#lib/core/chart/comparison/volatility-tables'
import type { Snapshot } from '#lib/core/contract/snapshot'
import type { VolatilityAnswer } from '#lib/core/contract/volatility'

/** The comparison of up to eight tokens and layers; the whole of its state is in the address. */
export function VolatilityScreen() {
  const [view, setView] = useQueryStates(volatilityParsers)
  const { data: snapshot, error } = useBoard(BOARD_PARAMS)
  if (snapshot === undefined) return <WaitingForData current="/volatility" />
  return (
    <ScreenFrame current="/volatility" snapshot={snapshot} error={error} className="volatility">
      <IgnoredParamsNotice rules={volatilityRules(snapshot)} />
      <ComparisonView snapshot={snapshot} view={view} setView={setView} />
    </ScreenFrame>
  )
}

interface ComparisonViewProps {
  snapshot: Snapshot
  view: VolatilityView
  setView: SetVolatilityView
}

function ComparisonView({ snapshot, view, setView }: ComparisonViewProps) {
  const comparison = useMemo(() => comparisonOf(snapshot, view), [snapshot, view])
  const { selection } = comparison
  const linked = useState<LinkedView>(() => ({
    cursor: createSharedValue<number | null>(null),
    highlight: createSharedValue<string | null>(null),
  }))[0]
  const volatility = useQuery(volatilityQuery(comparison.volatility))
  const correlation = useQuery(correlationQuery(comparison.correlation))
  const answer = useLastKnown(volatility.data)
  const compared = useMemo(
    () => (answer === undefined ? [] : comparedEntities(answer, comparison.members)),
    [answer, comparison.members],
  )
  const choose = (next: { ids: readonly string[]; layers: readonly string[] }) =>
    void setView({ ids: [...next.ids], layers: [...next.layers] })
  const clean = () =>
    void setView({
      ids: [...selection.ids],
      layers: [...selection.layers],
      bench: [...comparison.benchmarks],
    })
  const exportComparison = (shown: VolatilityAnswer) => {
    const { ranked, unknown } = rankedEntities(compared, shown)
    const title = `${volatilityName(shown.estimator, shown.window)} comparison`
    const words = { title, asOf: shown.asOf, source: snapshot.source }
    void exportNumbers(comparisonTable([...ranked, ...unknown]), words)
  }
  const shared = { snapshot, linked, compared }
  return (
    <>
      <LeftOutNotice selection={selection} onClean={clean} />
      <header className="comparison-head">
        <h1>Volatility</h1>
        <CompareBox snapshot={snapshot} selection={selection} linked={linked} onChange={choose} />
        <Presets
          snapshot={snapshot}
          onChoose={choose}
          onExport={answer === undefined || compared.length === 0 ? null : () => exportComparison(answer)}
        />
      </header>
      <VolatilityControls
        view={view}
        benchmarks={comparison.benchmarks}
        windows={answer?.windows ?? []}
        setView={setView}
      />
      {countOf(selection) === 0 ? (
        <NothingChosen />
      ) : (
        <>
          <ComparisonBrief answer={answer ?? null} />
          {volatility.error !== null && (
            <LoadFault
              what="The volatilities"
              error={volatility.error}
              isOldShown={answer !== undefined}
              onRetry={() => void volatility.refetch()}
            />
          )}
          <div className="comparison" aria-busy={volatility.isPlaceholderData}>
            <RollingPanel {...shared} answer={answer ?? null} isLog={view.log} range={view.range} />
            <RankingPanel
              {...shared}
              answer={answer ?? null}
              onFocus={(key) => void setView({ focus: key })}
            />
            <ConePanel {...shared} answer={answer ?? null} view={view} setView={setView} />
            <RiskReturnPanel {...shared} answer={answer ?? null} view={view} setView={setView} />
            <CorrelationPanel
              {...shared}
              query={correlation}
              window={view.corr}
              onWindow={(corr) => void setView({ corr })}
            />
          </div>
        </>
      )}
    </>
  )
}
