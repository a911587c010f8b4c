import { nameOf } from '#lib/core/format/name-of'
import type { ResolvedMove } from '#lib/core/stack/resolve-what-if'
import type { Stack, StackLayer, StackMembership, StackProject } from '#lib/core/stack/stack'

/** Id of the category and of the source that a what-if adds. */
export const WHAT_IF = 'what-if'
const CATEGORY_NAME = 'Moved here (what-if)'
const SOURCE_TITLE = 'What-if of this view, not the shipped mapping'

/**
 * The mapping with the moves made. A moved project keeps its identity, its place in the list and its scope, and has one
 * membership: in its new layer, in a category of its own that comes last. A dropped one is no longer in the list, so
 * it takes part in nothing and has no row. Without moves the mapping comes back as it is.
 */
export function applyWhatIf(stack: Stack, moves: readonly ResolvedMove[]): Stack {
  if (moves.length === 0) return stack
  const byId = new Map(moves.map((move) => [move.id, move]))
  const targets = new Set(moves.map(({ to }) => to))
  return {
    ...stack,
    sources: withSource(stack),
    layers: stack.layers.map((layer) => (targets.has(layer.id) ? withCategory(layer) : layer)),
    projects: stack.projects.flatMap((project) => {
      const move = byId.get(project.coingeckoId ?? '')
      if (!move) return [project]
      return move.to === null ? [] : [{ ...project, memberships: [movedMembership(stack, project, move.to)] }]
    }),
  }
}

/** What the moves take out of the mapping, as the mapping has it. */
export function droppedProjects(stack: Stack, moves: readonly ResolvedMove[]): StackProject[] {
  const dropped = new Set(moves.filter(({ to }) => to === null).map(({ id }) => id))
  return stack.projects.filter(({ coingeckoId }) => coingeckoId !== null && dropped.has(coingeckoId))
}

function withSource({ sources, version }: Stack): Stack['sources'] {
  if (sources.some(({ id }) => id === WHAT_IF)) return sources
  return [...sources, { id: WHAT_IF, title: SOURCE_TITLE, date: version }]
}

function withCategory(layer: StackLayer): StackLayer {
  if (layer.categories.some(({ id }) => id === WHAT_IF)) return layer
  return { ...layer, categories: [...layer.categories, { id: WHAT_IF, name: CATEGORY_NAME }] }
}

function movedMembership(stack: Stack, { memberships }: StackProject, to: string): StackMembership {
  const places = memberships.map(({ layer: layerId, category }) => {
    const layer = stack.layers.find(({ id }) => id === layerId)
    const name = nameOf(layer?.categories ?? [], category)
    return `${layer?.name ?? layerId}, ${name}`
  })
  const reason = `Moved here by the what-if of this view; the shipped mapping has it in ${places.join(' and in ')}.`
  return { layer: to, category: WHAT_IF, primary: true, reason, source: WHAT_IF }
}
