import type { LayerDetail } from '#lib/core/contract/layer-detail'
import { roundToDecimals } from '#lib/core/format/decimal-digits'
import { formatPValue } from '#lib/core/format/format-p-value'
import { MINUS, NBSP } from '#lib/core/format/typography'

type Cohesion = LayerDetail['cohesion']

/** At most one random group in twenty is as close: more than a label. */
const SIGNIFICANT = 0.05
const LEAST_TOKENS = 3
const LEAST_DAYS = 60

/**
 * Whether a layer is more than a label, in one sentence with the figures it rests on.
 * Example: 'Its tokens move together more than random groups would (residual correlation 0.21, p = 0.01, n = 175 days,
 * 9 tokens).'
 */
export function cohesionWords(cohesion: Cohesion): string {
  const { value, pValue, n, tokens } = cohesion
  if (value === null) return `Whether its tokens move together is not known: ${whyUnknown(cohesion)}.`
  const figures = `residual correlation ${signed(value)}, ${formatPValue(pValue)}, n${NBSP}=${NBSP}${n}${NBSP}days, ${tokens}${NBSP}tokens`
  if (pValue === null)
    return `How closely its tokens move cannot be compared with random groups: there are no other tokens (${figures}).`
  return `Its tokens move together ${pValue <= SIGNIFICANT ? 'more' : 'no more'} than random groups would (${figures}).`
}

function whyUnknown({ reason, n, tokens }: Cohesion): string {
  if (reason === 'too-few-constituents')
    return `daily history of ${tokens} of at least ${LEAST_TOKENS} tokens`
  if (reason === 'constant') return 'one of its tokens only follows the market'
  return `${n} common days of at least ${LEAST_DAYS}`
}

function signed(value: number): string {
  return `${value < 0 ? MINUS : ''}${roundToDecimals(value, 2)}`
}
