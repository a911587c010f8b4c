import type { TokenDetail } from '#lib/core/contract/token-detail'
import { tokenBrief } from '#lib/core/format/briefs/token-brief'

/** Names the paragraph that also describes the chart. */
export const TOKEN_BRIEF_ID = 'token-brief'

/** The token as a paragraph. */
export function TokenWords({ detail }: { detail: TokenDetail }) {
  return (
    <section className="token-block" aria-labelledby="token-words-title">
      <h2 id="token-words-title">In words</h2>
      <p id={TOKEN_BRIEF_ID}>{tokenBrief(detail).join(' ')}</p>
    </section>
  )
}
