import { PREVIEW_SIZE, previewImage } from '#app/_preview/preview-image'
import { overviewPreview } from '#lib/core/preview/board-previews'

export const dynamic = 'force-dynamic'
export const size = PREVIEW_SIZE
export const contentType = 'image/png'
export const alt = 'Strata: the sector and its four layers'

export default function Image() {
  return previewImage('overview', overviewPreview)
}
