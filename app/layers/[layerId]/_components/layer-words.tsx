import { memo } from 'react'
import type { LayerDetail } from '#lib/core/contract/layer-detail'
import { layerBrief } from '#lib/core/format/briefs/layer-brief'

/** Names the paragraph that also describes the charts. */
export const LAYER_WORDS_ID = 'layer-words'

export const LayerWords = memo(function LayerWords({ detail }: { detail: LayerDetail }) {
  return (
    <section className="layer-words" aria-labelledby="layer-words-title">
      <h2 id="layer-words-title">In words</h2>
      <p id={LAYER_WORDS_ID}>{layerBrief(detail).join(' ')}</p>
    </section>
  )
})
