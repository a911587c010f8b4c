import { memo } from 'react'
import type { BoardRange } from '#lib/client/view/view-params'
import type { Snapshot } from '#lib/core/contract/snapshot'
import { textBrief } from '#lib/core/format/briefs/text-brief'

/** Names the paragraph that also describes the chart. */
export const IN_WORDS_ID = 'in-words'

/** The board as a paragraph. */
export const InWords = memo(function InWords({ snapshot, range }: { snapshot: Snapshot; range: BoardRange }) {
  return (
    <section className="in-words" aria-labelledby="in-words-title">
      <h2 id="in-words-title">In words</h2>
      <p id={IN_WORDS_ID}>{textBrief(snapshot, range).join(' ')}</p>
    </section>
  )
})
