import { Tip } from '#app/_components/tip'
import { REASON_WORDS } from '#lib/client/words/wording'
import type { UnknownReason } from '#lib/core/contract/vocabulary'

interface WhyUnknownProps {
  /** What is not known: 'volatility of Bittensor'. */
  of: string
  reason: UnknownReason
  /** Daily returns there are. */
  n: number
}

/** A dash that says on focus, approach or press why there is no number. */
export function WhyUnknown({ of, reason, n }: WhyUnknownProps) {
  return (
    <Tip
      className="unknown"
      label={`Why the ${of} is unknown`}
      words={`Unknown: ${REASON_WORDS[reason]} (n = ${n}).`}
    >
      —
    </Tip>
  )
}
