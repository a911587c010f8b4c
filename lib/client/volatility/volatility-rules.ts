import { parseAsStringLiteral } from 'nuqs/server'
import { listRuleOf, type ParamRules, ruleOf } from '#lib/client/view/ignored-params'
import { BENCHMARKS, volatilityParsers } from '#lib/client/volatility/volatility-params'
import type { Snapshot } from '#lib/core/contract/snapshot'
import type { VolatilityEstimator } from '#lib/core/contract/vocabulary'

/**
 * What the Volatility screen understands in its address. A list of which one member is known stays; the screen itself
 * names the others, see `readSelection`.
 */
export function volatilityRules({ tokens, layers }: Snapshot): ParamRules {
  const someKnown = (known: readonly { id: string }[]) => (value: string) =>
    value === '' || value.split(',').some((id) => known.some((one) => one.id === id))
  const entities = [...tokens, { id: 'sector' }]
  return {
    ids: { isUnderstood: someKnown(entities), shown: 'what is left of the choice' },
    layers: { isUnderstood: someKnown(layers), shown: 'what is left of the choice' },
    bench: {
      isUnderstood: (value) => value === '' || BENCH_RULE.isUnderstood(value),
      shown: 'the benchmarks that are known',
    },
    window: ruleOf(volatilityParsers.window, '30 days'),
    range: ruleOf(volatilityParsers.range, '90d'),
    estimator: {
      isUnderstood: (value) => value !== NOT_OFFERED && volatilityParsers.estimator.parse(value) !== null,
      shown: 'close-to-close',
    },
    log: { isUnderstood: isYesOrNo, shown: 'a linear axis' },
    corr: ruleOf(volatilityParsers.corr, '90 days'),
    sharpe: { isUnderstood: isYesOrNo, shown: 'no Sharpe lines' },
    focus: { isUnderstood: () => true, shown: '' },
  }
}

/** Needs daily candles, which the upstream keeps for paying customers. */
const NOT_OFFERED: VolatilityEstimator = 'rogersSatchell'

/** The parser takes everything that is not `true` for `false`. */
const isYesOrNo = (value: string) => value === 'true' || value === 'false'

const BENCH_RULE = listRuleOf(parseAsStringLiteral(BENCHMARKS), '')
