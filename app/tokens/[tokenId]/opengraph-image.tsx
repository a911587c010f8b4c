import { PREVIEW_SIZE, previewImage } from '#app/_preview/preview-image'
import { tokenPreview } from '#lib/core/preview/token-preview'

export const dynamic = 'force-dynamic'
export const size = PREVIEW_SIZE
export const contentType = 'image/png'
export const alt = 'Strata: one token, its price, returns and volatility'

export default async function Image({ params }: { params: Promise<{ tokenId: string }> }) {
  const { tokenId } = await params
  return previewImage(`token ${tokenId}`, (snapshot) => tokenPreview(snapshot, tokenId))
}
