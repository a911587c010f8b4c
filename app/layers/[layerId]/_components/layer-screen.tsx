'use client'

import { useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { IgnoredParamsNotice } from '#app/_components/ignored-params-notice'
import { LoadFault } from '#app/_components/load-fault'
import { ScreenFrame } from '#app/_components/screen-frame'
import { WaitingForData } from '#app/_components/waiting-for-data'
import { LayerBody } from '#app/layers/[layerId]/_components/layer-body'
import { LAYER_RULES, layerParsers } from '#lib/client/layer/layer-params'
import { layerQuery } from '#lib/client/queries/layer-query'
import { useBoard } from '#lib/client/queries/use-board'
import { useLastKnown } from '#lib/client/queries/use-last-known'

/** One layer in depth, from the board's snapshot and its own answer. */
export function LayerScreen({ layerId }: { layerId: string }) {
  const [view, setView] = useQueryStates(layerParsers)
  const { range, weighting, scope } = view
  const board = useBoard({ currency: null, weighting, scope })
  const answer = useQuery(layerQuery({ layerId, range, weighting, scope }))
  const snapshot = useLastKnown(board.data)
  const detail = useLastKnown(answer.data)
  if (snapshot === undefined) return <WaitingForData current={null} />
  return (
    <ScreenFrame
      current={null}
      snapshot={snapshot}
      error={board.error}
      isBusy={board.isPlaceholderData || answer.isPlaceholderData}
      className="layer-screen"
    >
      <IgnoredParamsNotice rules={LAYER_RULES} />
      {answer.error !== null && (
        <LoadFault
          what="The layer's figures"
          error={answer.error}
          isOldShown={detail !== undefined}
          onRetry={() => void answer.refetch()}
        />
      )}
      {detail !== undefined && (
        <LayerBody
          snapshot={snapshot}
          detail={detail}
          view={view}
          setView={setView}
          isConnected={board.error === null}
        />
      )}
    </ScreenFrame>
  )
}
