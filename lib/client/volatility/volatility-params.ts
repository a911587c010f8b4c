import {
  createParser,
  type inferParserType,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsNumberLiteral,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server'
import type { SetParams } from '#lib/client/view/set-params'
import {
  CORRELATION_WINDOWS,
  VOLATILITY_ESTIMATORS,
  VOLATILITY_RANGES,
  VOLATILITY_WINDOWS,
} from '#lib/core/contract/vocabulary'

/** What may be drawn beside the selection, in the order of the controls. */
export const BENCHMARKS = ['bitcoin', 'ethereum', 'sector'] as const
export type BenchmarkId = (typeof BENCHMARKS)[number]

const ENTITY_ID = /^[a-z0-9][a-z0-9_.-]{0,63}$/i

const parseAsEntityId = createParser<string>({
  parse: (value) => (ENTITY_ID.test(value) ? value : null),
  serialize: (value) => value,
})

/**
 * Every choice on the Volatility screen, as it stands in the URL. `ids` and `layers` both null is the default
 * selection, both empty is none; `focus` null is the first that has a cone.
 */
export const volatilityParsers = {
  // Who is compared is a step of its own: Back undoes it.
  ids: parseAsArrayOf(parseAsEntityId).withOptions({ history: 'push' }),
  layers: parseAsArrayOf(parseAsEntityId).withOptions({ history: 'push' }),
  bench: parseAsArrayOf(parseAsStringLiteral(BENCHMARKS)).withDefault(['bitcoin']),
  window: parseAsNumberLiteral(VOLATILITY_WINDOWS).withDefault(30),
  range: parseAsStringLiteral(VOLATILITY_RANGES).withDefault('90d'),
  estimator: parseAsStringLiteral(VOLATILITY_ESTIMATORS).withDefault('close'),
  log: parseAsBoolean.withDefault(false),
  corr: parseAsNumberLiteral(CORRELATION_WINDOWS).withDefault(90),
  sharpe: parseAsBoolean.withDefault(false),
  focus: parseAsString,
}
export type VolatilityView = inferParserType<typeof volatilityParsers>

/** The board that names, sizes and presets are taken from; volatility is always in USD. */
export const BOARD_PARAMS = { currency: null, weighting: 'capped', scope: 'core' } as const

export type SetVolatilityView = SetParams<VolatilityView>
