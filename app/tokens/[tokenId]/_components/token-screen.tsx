'use client'

import { useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { CurrencySelect } from '#app/_components/currency-select'
import { IgnoredParamsNotice } from '#app/_components/ignored-params-notice'
import { LoadFault } from '#app/_components/load-fault'
import { ScreenFrame } from '#app/_components/screen-frame'
import { WaitingForData } from '#app/_components/waiting-for-data'
import { Memberships } from '#app/tokens/[tokenId]/_components/memberships'
import { NoNumbers } from '#app/tokens/[tokenId]/_components/no-numbers'
import { TokenFigures } from '#app/tokens/[tokenId]/_components/token-figures'
import { TokenHead } from '#app/tokens/[tokenId]/_components/token-head'
import { tokenQuery } from '#lib/client/queries/token-query'
import { useBoard } from '#lib/client/queries/use-board'
import { tokenParsers, tokenRules } from '#lib/client/token/token-params'
import { noNumbersWords } from '#lib/client/token/token-words'

interface TokenScreenProps {
  id: string
  /** Asked for in the URL, not offered here. */
  refusedCurrency: string | null
}

/** One token against its layer. */
export function TokenScreen({ id, refusedCurrency }: TokenScreenProps) {
  const [view, setView] = useQueryStates(tokenParsers)
  const currency = view.currency === refusedCurrency ? null : view.currency
  const { data: snapshot, error } = useBoard({ currency, weighting: 'capped', scope: 'core' })
  const token = useQuery(tokenQuery({ id, range: view.range, currency }))
  const detail = token.data
  if (snapshot === undefined || detail === undefined) return <WaitingForData current={null} />
  const layer = snapshot.layers.find((one) => one.id === detail.token.layer) ?? null
  const words = noNumbersWords(detail)
  return (
    <ScreenFrame
      current={null}
      snapshot={snapshot}
      error={error}
      isBusy={token.isPlaceholderData}
      className="token-screen"
      controls={
        <CurrencySelect
          currency={snapshot.currency}
          currencies={snapshot.currencies}
          onChange={(next) => void setView({ currency: next })}
        />
      }
    >
      <IgnoredParamsNotice rules={tokenRules(snapshot.currencies)} />
      <TokenHead detail={detail} layer={layer} />
      {token.error !== null && (
        <LoadFault
          what="The figures of this token"
          error={token.error}
          isOldShown
          onRetry={() => void token.refetch()}
        />
      )}
      {words === null ? (
        <TokenFigures detail={detail} layer={layer} snapshot={snapshot} view={view} setView={setView} />
      ) : (
        <>
          <NoNumbers words={words} />
          <Memberships detail={detail} snapshot={snapshot} />
        </>
      )}
    </ScreenFrame>
  )
}
