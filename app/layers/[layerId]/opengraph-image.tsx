import { PREVIEW_SIZE, previewImage } from '#app/_preview/preview-image'
import { layerPreview } from '#lib/core/preview/board-previews'

export const dynamic = 'force-dynamic'
export const size = PREVIEW_SIZE
export const contentType = 'image/png'
export const alt = 'Strata: one layer, its return and what moved it'

export default async function Image({ params }: { params: Promise<{ layerId: string }> }) {
  const { layerId } = await params
  return previewImage(`layer ${layerId}`, (snapshot) => layerPreview(snapshot, layerId))
}
