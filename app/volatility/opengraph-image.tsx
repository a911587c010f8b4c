import { PREVIEW_SIZE, previewImage } from '#app/_preview/preview-image'
import { volatilityPreview } from '#lib/core/preview/board-previews'

export const dynamic = 'force-dynamic'
export const size = PREVIEW_SIZE
export const contentType = 'image/png'
export const alt = 'Strata: 30-day volatility of the sector and its layers'

export default function Image() {
  return previewImage('volatility', volatilityPreview)
}
