import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { SearchParams } from 'nuqs/server'
import { createLoader } from 'nuqs/server'
import { WaitingForData } from '#app/_components/waiting-for-data'
import { TokenScreen } from '#app/tokens/[tokenId]/_components/token-screen'
import { snapshotQuery } from '#lib/client/queries/snapshot-query'
import { tokenQuery } from '#lib/client/queries/token-query'
import { type TokenView, tokenParsers } from '#lib/client/token/token-params'
import type { Snapshot } from '#lib/core/contract/snapshot'
import type { TokenDetail } from '#lib/core/contract/token-detail'
import { slimSnapshot } from '#lib/core/stream/slim-snapshot'
import { isAppError } from '#lib/server/errors'
import { getNames } from '#lib/server/services/get-names'
import { getSnapshot } from '#lib/server/services/get-snapshot'
import { getToken } from '#lib/server/services/get-token'

export const dynamic = 'force-dynamic'

const loadView = createLoader(tokenParsers)
const BOARD = { weighting: 'capped', scope: 'core' } as const

interface TokenPageProps {
  params: Promise<{ tokenId: string }>
  searchParams: Promise<SearchParams>
}

export async function generateMetadata({ params }: TokenPageProps): Promise<Metadata> {
  const { tokenId } = await params
  const { tokens } = await getNames()
  const token = tokens.find(({ id }) => id === tokenId)
  if (token === undefined) return { title: 'No such token' }
  return {
    title: `${token.name}${token.symbol === null ? '' : ` (${token.symbol})`}`,
    description: `${token.name} against its layer: price, drawdown, volatility, beta, liquidity and data quality.`,
  }
}

export default async function TokenPage({ params, searchParams }: TokenPageProps) {
  const { tokenId } = await params
  const view = await loadView(searchParams)
  const board = await readToken(tokenId, view.range, view.currency)
  if (board === null) return <WaitingForData current={null} />
  const { currency, detail, snapshot } = board
  const queryClient = new QueryClient()
  queryClient.setQueryData(snapshotQuery({ currency, ...BOARD }).queryKey, slimSnapshot(snapshot))
  queryClient.setQueryData(tokenQuery({ id: tokenId, range: view.range, currency }).queryKey, detail)
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <TokenScreen id={tokenId} refusedCurrency={currency === view.currency ? null : view.currency} />
    </HydrationBoundary>
  )
}

interface Board {
  /** The one that is shown; `null`: the server's own. */
  currency: string | null
  detail: TokenDetail
  snapshot: Snapshot
}

/** `null`: nothing to show yet. A currency the server does not offer gives way to its own. */
async function readToken(
  id: string,
  range: TokenView['range'],
  currency: string | null,
): Promise<Board | null> {
  const query = { currency: currency ?? undefined, ...BOARD }
  try {
    return { currency, detail: await getToken({ id, range, ...query }), snapshot: await getSnapshot(query) }
  } catch (error) {
    if (!isAppError(error)) throw error
    if (error.code === 'not_found') notFound()
    if (error.code === 'not_ready') return null
    if (error.code === 'bad_request' && currency !== null) return readToken(id, range, null)
    throw error
  }
}
