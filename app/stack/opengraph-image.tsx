import { PREVIEW_SIZE, previewImage } from '#app/_preview/preview-image'
import { stackPreview } from '#lib/core/preview/board-previews'

export const dynamic = 'force-dynamic'
export const size = PREVIEW_SIZE
export const contentType = 'image/png'
export const alt = 'Strata: layers of the Crypto-AI stack and their size'

export default function Image() {
  return previewImage('stack', stackPreview)
}
