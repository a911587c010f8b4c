import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { createLoader } from 'nuqs/server'
import { WaitingForData } from '#app/_components/waiting-for-data'
import { StackScreen } from '#app/stack/_components/stack-screen'
import { type SnapshotParams, snapshotQuery } from '#lib/client/queries/snapshot-query'
import { stackQuery } from '#lib/client/queries/stack-query'
import { type StackChoice, stackParsers, usableWhatIf } from '#lib/client/stack/stack-params'
import type { Snapshot } from '#lib/core/contract/snapshot'
import type { StackView } from '#lib/core/contract/stack-view'
import { slimSnapshot } from '#lib/core/stream/slim-snapshot'
import { isAppError } from '#lib/server/errors'
import { getSnapshot } from '#lib/server/services/get-snapshot'
import { getStack } from '#lib/server/services/get-stack'

export const dynamic = 'force-dynamic'

export const metadata: Metadata = {
  title: 'Stack',
  description:
    'Every project of the four-layer Crypto-AI stack, and what would change if one stood elsewhere.',
}

const loadChoice = createLoader(stackParsers)

export default async function StackPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const choice = await loadChoice(searchParams)
  const stack = await getStack()
  const board = await readBoard(paramsOf(choice, stack))
  if (board === null) return <WaitingForData current="/stack" />
  const queryClient = new QueryClient()
  queryClient.setQueryData(stackQuery().queryKey, stack)
  queryClient.setQueryData(snapshotQuery(board.params).queryKey, slimSnapshot(board.snapshot))
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <StackScreen refusedCurrency={board.params.currency === choice.currency ? null : choice.currency} />
    </HydrationBoundary>
  )
}

function paramsOf({ currency, weighting, scope, whatif }: StackChoice, stack: StackView): SnapshotParams {
  return { currency, weighting, scope, whatif: usableWhatIf(whatif, stack) }
}

interface Board {
  params: SnapshotParams
  snapshot: Snapshot
}

/** `null`: nothing to show yet. A currency the server does not offer gives way to its own. */
async function readBoard(params: SnapshotParams): Promise<Board | null> {
  try {
    return { params, snapshot: await getSnapshot({ ...params, currency: params.currency ?? undefined }) }
  } catch (error) {
    if (!isAppError(error)) throw error
    if (error.code === 'not_ready') return null
    if (error.field === 'currency' && params.currency !== null)
      return readBoard({ ...params, currency: null })
    throw error
  }
}
