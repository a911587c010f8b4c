import type { IndexBasis } from '#lib/core/contract/layer-detail'
import { formatUtcDate } from '#lib/core/format/format-time'

/** Why a layer has no index yet, how much there is, and what it takes; `null` where the index stands. */
export function indexGapWords(name: string, basis: IndexBasis): string | null {
  const { reason, tokens, tokensNeeded, closes, closesNeeded, enoughOn } = basis
  if (reason === null) return null
  const rule = `An index needs ${tokensNeeded} tokens with ${closesNeeded} daily closes each and a known market cap`
  if (tokens < tokensNeeded)
    return `${name} has no index: ${tokens} of its tokens ${tokens === 1 ? 'has' : 'have'} daily closes. ${rule}; it starts by itself on the first day there are enough.`
  const have = `the token it waits for has ${closes ?? 'none'} of ${closesNeeded} daily closes`
  return enoughOn === null
    ? `${name} has no index yet: the market caps of its past days are not known. ${rule}.`
    : `${name} has no index yet: ${have}. It starts on ${formatUtcDate(new Date(enoughOn).toISOString())} if no day is missed.`
}
