import { PREVIEW_SIZE, previewImage } from '#app/_preview/preview-image'
import { METRIC_FAMILIES } from '#lib/core/metrics/registry'
import { methodologyPreview } from '#lib/core/preview/still-previews'

export const dynamic = 'force-dynamic'
export const size = PREVIEW_SIZE
export const contentType = 'image/png'
export const alt = 'Strata: what every number means'

export default function Image() {
  return previewImage('methodology', () => methodologyPreview(METRIC_FAMILIES))
}
