import type { StackView, StackViewProject } from '#lib/core/contract/stack-view'
import { membershipShares } from '#lib/core/stack/memberships'
import type { StackProject } from '#lib/core/stack/stack'
import { type MappingView, mappingView } from '#lib/server/services/mapping-view'
import { remember, rememberWhatIf } from '#lib/server/services/remember'

const ANSWERS = 4

/**
 * The mapping in force, or that with the moves of `whatif` made.
 * @throws AppError `bad_request` naming the entry of `whatif` that cannot be used
 */
export async function getStack(whatif?: string): Promise<StackView> {
  const view = mappingView(whatif)
  const keep = view.canonical === '' ? remember : rememberWhatIf
  return keep('stack', `${view.mapping.sha256}|${view.canonical}`, ANSWERS, () => stackView(view))
}

function stackView({ stack, mapping, dropped }: MappingView): StackView {
  return {
    ...mapping,
    sources: stack.sources.map(({ id, title, date, note }) => ({ id, title, date, note: note ?? null })),
    layers: stack.layers,
    benchmarks: stack.benchmarks,
    projects: stack.projects.map(viewProject),
    dropped: dropped.map(viewProject),
  }
}

function viewProject(project: StackProject): StackViewProject {
  const { slug, name, symbol, coingeckoId, scope, status, since, note, guide, aliases, website } = project
  const shares = membershipShares(project)
  return {
    ...{ slug, name, symbol, coingeckoId, scope, status, since, note, guide, aliases },
    website: website ?? null,
    memberships: project.memberships.map((membership, at) => ({ ...membership, share: shares[at] ?? 1 })),
  }
}
