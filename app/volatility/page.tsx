import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { createLoader } from 'nuqs/server'
import { WaitingForData } from '#app/_components/waiting-for-data'
import { VolatilityScreen } from '#app/volatility/_components/volatility-screen'
import { correlationQuery } from '#lib/client/queries/correlation-query'
import { snapshotQuery } from '#lib/client/queries/snapshot-query'
import { volatilityQuery } from '#lib/client/queries/volatility-query'
import { comparisonOf } from '#lib/client/volatility/comparison'
import {
  BOARD_PARAMS,
  type VolatilityView,
  volatilityParsers,
} from '#lib/client/volatility/volatility-params'
import type { Snapshot } from '#lib/core/contract/snapshot'
import { slimSnapshot } from '#lib/core/stream/slim-snapshot'
import { isAppError } from '#lib/server/errors'
import { getCorrelation } from '#lib/server/services/get-correlation'
import { getSnapshot } from '#lib/server/services/get-snapshot'
import { getVolatility } from '#lib/server/services/get-volatility'

export const dynamic = 'force-dynamic'

export const metadata: Metadata = {
  title: 'Volatility',
  description:
    'Compare up to eight AI tokens and layers: rolling volatility, ranking with confidence bands, cone, risk and return, correlation.',
}

const loadView = createLoader(volatilityParsers)

export default async function VolatilityPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const view = await loadView(searchParams)
  const snapshot = await readSnapshot()
  if (snapshot === null) return <WaitingForData current="/volatility" />
  const queryClient = new QueryClient()
  queryClient.setQueryData(snapshotQuery(BOARD_PARAMS).queryKey, slimSnapshot(snapshot))
  await prefetchFigures(queryClient, snapshot, view)
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <VolatilityScreen />
    </HydrationBoundary>
  )
}

/** `null`: nothing to show yet. */
async function readSnapshot(): Promise<Snapshot | null> {
  try {
    return await getSnapshot({ ...BOARD_PARAMS, currency: undefined })
  } catch (error) {
    if (isAppError(error) && error.code === 'not_ready') return null
    throw error
  }
}

/** Figures that cannot be had now are asked for again by the browser. */
async function prefetchFigures(
  queryClient: QueryClient,
  snapshot: Snapshot,
  view: VolatilityView,
): Promise<void> {
  const { volatility, correlation } = comparisonOf(snapshot, view)
  if (volatility.ids.length + volatility.layers.length === 0) return
  const lists = { ids: volatility.ids.join(), layers: volatility.layers.join() }
  try {
    const { window, range, estimator } = volatility
    queryClient.setQueryData(
      volatilityQuery(volatility).queryKey,
      await getVolatility({ ...lists, window, range, estimator }),
    )
    queryClient.setQueryData(
      correlationQuery(correlation).queryKey,
      await getCorrelation({ ...lists, window: correlation.window }),
    )
  } catch (error) {
    if (!isAppError(error)) throw error
  }
}
