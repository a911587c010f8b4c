import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { createLoader } from 'nuqs/server'
import { WaitingForData } from '#app/_components/waiting-for-data'
import { Overview } from '#app/_overview/overview'
import { seriesQuery } from '#lib/client/queries/series-query'
import { slimSeries } from '#lib/client/queries/slim-series'
import { type SnapshotParams, snapshotQuery } from '#lib/client/queries/snapshot-query'
import { seriesRange, type View, viewParsers } from '#lib/client/view/view-params'
import type { Snapshot } from '#lib/core/contract/snapshot'
import { overviewPreview } from '#lib/core/preview/board-previews'
import { slimSnapshot } from '#lib/core/stream/slim-snapshot'
import { isAppError } from '#lib/server/errors'
import { getPreviewWords } from '#lib/server/services/get-preview-words'
import { getSeries } from '#lib/server/services/get-series'
import { getSnapshot } from '#lib/server/services/get-snapshot'

export const dynamic = 'force-dynamic'

/** The tab keeps a name without numbers, which would grow old in it; a shared link shows those of its moment. */
export async function generateMetadata(): Promise<Metadata> {
  const { title, description } = await getPreviewWords(overviewPreview)
  return { description, openGraph: { title, description, siteName: 'Strata', type: 'website' } }
}

const loadView = createLoader(viewParsers)

export default async function OverviewPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const view = await loadView(searchParams)
  const board = await readBoard(view)
  if (board === null) return <WaitingForData current="/" />
  const queryClient = new QueryClient()
  queryClient.setQueryData(snapshotQuery(board.params).queryKey, slimSnapshot(board.snapshot))
  await prefetchSeries(queryClient, view)
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <Overview refusedCurrency={board.params.currency === view.currency ? null : view.currency} />
    </HydrationBoundary>
  )
}

interface Board {
  params: SnapshotParams
  snapshot: Snapshot
}

/** `null`: nothing to show yet. A currency the server does not offer gives way to its own. */
async function readBoard({ currency, weighting, scope }: SnapshotParams): Promise<Board | null> {
  const params: SnapshotParams = { currency, weighting, scope }
  try {
    return { params, snapshot: await getSnapshot({ ...params, currency: currency ?? undefined }) }
  } catch (error) {
    if (!isAppError(error)) throw error
    if (error.code === 'not_ready') return null
    if (error.code === 'bad_request' && currency !== null)
      return readBoard({ currency: null, weighting, scope })
    throw error
  }
}

/** The board stands without its chart: a series that cannot be had is asked for again by the browser. */
async function prefetchSeries(queryClient: QueryClient, { range, weighting, scope }: View): Promise<void> {
  const params = { range: seriesRange(range), weighting, scope }
  try {
    queryClient.setQueryData(seriesQuery(params).queryKey, slimSeries(await getSeries(params)))
  } catch (error) {
    if (!isAppError(error)) throw error
  }
}
