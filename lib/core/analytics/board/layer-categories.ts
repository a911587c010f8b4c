import type { Constituent, LayerCategory } from '#lib/core/contract/layer-detail'
import type { StackLayer } from '#lib/core/stack/stack'

/**
 * A layer's categories in mapping order with their tokens and what those weigh and contribute in the range's basket.
 * Sums run in the order of `constituents`; a category without a token in the basket has neither.
 */
export function layerCategories(layer: StackLayer, constituents: readonly Constituent[]): LayerCategory[] {
  return layer.categories.map(({ id, name }) => {
    const inside = constituents.filter(({ category }) => category === id)
    return {
      id,
      name,
      tokens: inside.map((token) => token.id),
      weight: knownSum(inside.map(({ weight }) => weight)),
      contribution: knownSum(inside.map(({ contribution }) => contribution)),
    }
  })
}

function knownSum(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  if (known.length === 0) return null
  let sum = 0
  for (const value of known) sum += value
  return sum
}
