import type { VolatilityAnswer } from '#lib/core/contract/volatility'
import { volatilityBrief } from '#lib/core/format/briefs/volatility-brief'

/** Names the paragraph that also describes the charts. */
export const BRIEF_ID = 'volatility-in-words'

export function ComparisonBrief({ answer }: { answer: VolatilityAnswer | null }) {
  return (
    <section className="comparison-brief" aria-labelledby="volatility-in-words-title">
      <h2 id="volatility-in-words-title">In words</h2>
      <p id={BRIEF_ID}>
        {answer === null ? 'The figures are on their way.' : volatilityBrief(answer).join(' ')}
      </p>
    </section>
  )
}
