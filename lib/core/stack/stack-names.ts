import { mappedTokens } from '#lib/core/analytics/board/constituents'
import type { NamedThing } from '#lib/core/stack/nearest-names'
import type { Stack } from '#lib/core/stack/stack'

/** What an address of a token or a layer may hold. */
export interface StackNames {
  tokens: NamedThing[]
  layers: NamedThing[]
}

/** Every token and layer by what people call it. */
export function stackNames(stack: Stack): StackNames {
  return {
    tokens: mappedTokens(stack).map(({ id, name, symbol, project }) => ({
      id,
      name,
      symbol,
      aliases: project?.aliases ?? [],
    })),
    layers: stack.layers.map(({ id, name }) => ({ id, name, symbol: null, aliases: [] })),
  }
}
