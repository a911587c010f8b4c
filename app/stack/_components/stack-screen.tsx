'use client'

import { useSearchParams } from 'next/navigation'
import { useMemo } from 'react'
import { CurrencySelect } from '#app/_components/currency-select'
import { IgnoredParamsNotice } from '#app/_components/ignored-params-notice'
import { ScreenFrame } from '#app/_components/screen-frame'
import { WaitingForData } from '#app/_components/waiting-for-data'
import { ComparisonTable } from '#app/stack/_components/comparison-table'
import { MappingFoot } from '#app/stack/_components/mapping-foot'
import { StackFigure } from '#app/stack/_components/stack-figure'
import { StackToolbar } from '#app/stack/_components/stack-toolbar'
import { WhatIfBar } from '#app/stack/_components/what-if-bar'
import { stackRules } from '#lib/client/stack/stack-params'
import { useStackBoard } from '#lib/client/stack/use-stack-board'
import { useStackChoice } from '#lib/client/stack/use-stack-choice'
import { stackMap } from '#lib/core/chart/stack/stack-map'
import { stackBrief, whatIfWords } from '#lib/core/format/briefs/stack-brief'

const BRIEF_ID = 'stack-in-words'

/** The map of the stack and its what-if. `refusedCurrency`: asked for in the URL, not offered here. */
export function StackScreen({ refusedCurrency }: { refusedCurrency: string | null }) {
  const [asked, setChoice] = useStackChoice()
  const written = useSearchParams().get('whatif') ?? ''
  const choice = { ...asked, currency: asked.currency === refusedCurrency ? null : asked.currency }
  const { params, stack, board } = useStackBoard(choice)
  const { data: snapshot, error, isPlaceholderData } = board
  const map = useMemo(() => (stack && snapshot ? stackMap(stack, snapshot) : null), [stack, snapshot])
  if (stack === undefined || snapshot === undefined || map === null)
    return <WaitingForData current="/stack" />
  const isWhatIf = params.whatif !== ''
  return (
    <ScreenFrame
      current="/stack"
      snapshot={snapshot}
      error={error}
      isBusy={isPlaceholderData}
      className="stack-screen"
      controls={
        <CurrencySelect
          currency={snapshot.currency}
          currencies={snapshot.currencies}
          onChange={(currency) => void setChoice({ currency })}
        />
      }
    >
      <IgnoredParamsNotice rules={stackRules(stack, snapshot.currencies, written)} />
      <StackToolbar snapshot={snapshot} choice={choice} setChoice={setChoice} params={params} />
      {/* Always there, so that the first move is announced as well. */}
      <p className="sr-only" role="status">
        {isWhatIf ? `What-if: ${whatIfWords(snapshot)}, not the shipped mapping` : ''}
      </p>
      {isWhatIf && (
        <WhatIfBar
          snapshot={snapshot}
          stack={stack}
          params={params}
          isCompared={choice.compare}
          setChoice={setChoice}
        />
      )}
      {isWhatIf && choice.compare && <ComparisonTable snapshot={snapshot} range={choice.range} />}
      <StackFigure
        map={map}
        stack={stack}
        snapshot={snapshot}
        choice={choice}
        whatif={params.whatif}
        setChoice={setChoice}
        words={{ id: BRIEF_ID, text: stackBrief(map, snapshot, choice.range).join(' ') }}
      />
      <MappingFoot stack={stack} mapping={snapshot.mapping} whatif={params.whatif} />
    </ScreenFrame>
  )
}
