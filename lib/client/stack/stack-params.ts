import { createParser, type inferParserType, parseAsBoolean, parseAsStringLiteral } from 'nuqs/server'
import { currencyRule, type ParamRules, ruleOf } from '#lib/client/view/ignored-params'
import { viewParsers } from '#lib/client/view/view-params'
import type { TileSize } from '#lib/core/chart/stack/stack-areas'
import type { StackView } from '#lib/core/contract/stack-view'
import { resolveWhatIf } from '#lib/core/stack/resolve-what-if'
import { formatWhatIf, parseWhatIf } from '#lib/core/stack/what-if'

export const TILE_SIZES = ['equal', 'marketCap', 'volume24h'] as const satisfies readonly TileSize[]
export const TILE_COLOURS = ['return', 'volatility', 'freshness'] as const
export type TileColour = (typeof TILE_COLOURS)[number]
export const MAP_MODES = ['columns', 'treemap'] as const
export type MapMode = (typeof MAP_MODES)[number]

const parseAsWhatIf = createParser<string>({
  parse(value) {
    const parsed = parseWhatIf(value)
    return parsed.ok ? formatWhatIf(parsed.moves) : null
  },
  serialize: (value) => value,
})

const parseAsSlug = createParser<string>({
  parse: (value) => (/^[a-z0-9-]{1,64}$/.test(value) ? value : null),
  serialize: (value) => value,
})

/** Every choice on the Stack map, as it stands in the URL. `project` is the one whose panel is pinned, by slug. */
export const stackParsers = {
  range: viewParsers.range,
  weighting: viewParsers.weighting,
  scope: viewParsers.scope,
  currency: viewParsers.currency,
  size: parseAsStringLiteral(TILE_SIZES).withDefault('equal'),
  colour: parseAsStringLiteral(TILE_COLOURS).withDefault('return'),
  mode: parseAsStringLiteral(MAP_MODES).withDefault('columns'),
  // A move is a step of its own: Back undoes it.
  whatif: parseAsWhatIf.withDefault('').withOptions({ history: 'push' }),
  compare: parseAsBoolean.withDefault(false),
  project: parseAsSlug,
}
export type StackChoice = inferParserType<typeof stackParsers>

/** The moves of an address in canonical form, those that change nothing left out; empty where they cannot be made. */
export function usableWhatIf(whatif: string, stack: StackView): string {
  const read = readWhatIf(whatif, stack)
  return read.ok ? formatWhatIf(read.moves) : ''
}

function readWhatIf(whatif: string, stack: StackView) {
  const parsed = parseWhatIf(whatif)
  return parsed.ok ? resolveWhatIf(stack, parsed.moves) : parsed
}

/** What the Stack map understands in its address. `whatif` is what stands there, so that its bad entry can be named. */
export function stackRules(stack: StackView, currencies: readonly string[], whatif: string): ParamRules {
  const read = readWhatIf(whatif, stack)
  const why = read.ok ? '' : `, since "${read.refusal.entry}" ${read.refusal.reason}`
  return {
    range: ruleOf(stackParsers.range, '24h'),
    weighting: ruleOf(stackParsers.weighting, 'capped'),
    scope: ruleOf(stackParsers.scope, 'core'),
    currency: currencyRule(currencies),
    size: ruleOf(stackParsers.size, 'equal'),
    colour: ruleOf(stackParsers.colour, 'return'),
    mode: ruleOf(stackParsers.mode, 'columns'),
    whatif: { isUnderstood: (value) => readWhatIf(value, stack).ok, shown: `the shipped mapping${why}` },
    compare: ruleOf(stackParsers.compare, 'no comparison'),
    project: {
      isUnderstood: (value) => stack.projects.some(({ slug }) => slug === value),
      shown: 'no project',
    },
  }
}
