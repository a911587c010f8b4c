import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { SearchParams } from 'nuqs/server'
import { createLoader } from 'nuqs/server'
import { WaitingForData } from '#app/_components/waiting-for-data'
import { LayerScreen } from '#app/layers/[layerId]/_components/layer-screen'
import { layerParsers } from '#lib/client/layer/layer-params'
import { layerQuery } from '#lib/client/queries/layer-query'
import { snapshotQuery } from '#lib/client/queries/snapshot-query'
import type { LayerDetail } from '#lib/core/contract/layer-detail'
import { slimSnapshot } from '#lib/core/stream/slim-snapshot'
import { isAppError } from '#lib/server/errors'
import { getLayer, type LayerRequest } from '#lib/server/services/get-layer'
import { getSnapshot } from '#lib/server/services/get-snapshot'
import { getStack } from '#lib/server/services/get-stack'

export const dynamic = 'force-dynamic'

const loadView = createLoader(layerParsers)

interface LayerPageProps {
  params: Promise<{ layerId: string }>
  searchParams: Promise<SearchParams>
}

export async function generateMetadata({ params }: LayerPageProps): Promise<Metadata> {
  const { layerId } = await params
  const layer = (await getStack()).layers.find(({ id }) => id === layerId)
  if (layer === undefined) return { title: 'No such layer' }
  return {
    title: layer.name,
    description: `${layer.summary} What moved it, how risky it is, and what is in it.`,
  }
}

export default async function LayerPage({ params, searchParams }: LayerPageProps) {
  const { layerId } = await params
  const { range, weighting, scope } = await loadView(searchParams)
  const request = { layerId, range, weighting, scope }
  const detail = await readLayer(request)
  if (detail === null) return <WaitingForData current={null} />
  const board = { currency: null, weighting, scope }
  const snapshot = await getSnapshot({ weighting, scope })
  const queryClient = new QueryClient()
  queryClient.setQueryData(snapshotQuery(board).queryKey, slimSnapshot(snapshot))
  queryClient.setQueryData(layerQuery(request).queryKey, detail)
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <LayerScreen layerId={layerId} />
    </HydrationBoundary>
  )
}

/** `null`: nothing to show yet. */
async function readLayer(request: LayerRequest): Promise<LayerDetail | null> {
  try {
    return await getLayer(request)
  } catch (error) {
    if (!isAppError(error)) throw error
    if (error.code === 'not_ready') return null
    if (error.code === 'not_found') notFound()
    throw error
  }
}
