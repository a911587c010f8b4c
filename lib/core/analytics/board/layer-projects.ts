import type { BoardInput } from '#lib/core/analytics/board/board-input'
import type { LayerProject, OutsideReason } from '#lib/core/contract/layer-detail'
import type { StackProject } from '#lib/core/stack/stack'

/** Projects of a layer that take no part in its figures, in mapping order, each with why and on whose word it is here. */
export function layerProjects(layer: string, input: BoardInput): LayerProject[] {
  const { stack } = input
  const titleOf = new Map(stack.sources.map(({ id, title }) => [id, title]))
  return stack.projects.flatMap((project): LayerProject[] => {
    const membership = project.memberships.find((one) => one.layer === layer)
    const outside = outsideReason(project, input)
    if (membership === undefined || outside === null) return []
    const { slug, coingeckoId, name, symbol, status, since, note } = project
    return [
      {
        slug,
        id: coingeckoId,
        name,
        symbol,
        category: membership.category,
        status,
        outside,
        since,
        note,
        reason: membership.reason,
        source: titleOf.get(membership.source) ?? membership.source,
      },
    ]
  })
}

/** `null` for a constituent. */
function outsideReason(project: StackProject, { stack, scope, now }: BoardInput): OutsideReason | null {
  const { coingeckoId, status, since } = project
  if (coingeckoId === null || status === 'no-token') return 'no-token'
  if (stack.benchmarks.some((benchmark) => benchmark.coingeckoId === coingeckoId)) return 'benchmark'
  if (status !== 'active') return status
  if (scope === 'core' && project.scope !== 'core') return 'adjacent'
  return since !== null && Date.parse(since) > now ? 'not-listed-yet' : null
}
