import type { StackView } from '#lib/core/contract/stack-view'
import { membershipShares } from '#lib/core/stack/memberships'
import { getRuntime } from '#lib/server/runtime'
import { remember } from '#lib/server/services/remember'

/** The mapping in force. */
export async function getStack(): Promise<StackView> {
  const { stack, sha256 } = getRuntime().stackFile.current()
  return remember('stack', sha256, 2, () => ({
    version: stack.version,
    sha256,
    sources: stack.sources.map(({ id, title, date }) => ({ id, title, date })),
    layers: stack.layers,
    benchmarks: stack.benchmarks,
    projects: stack.projects.map((project) => {
      const { slug, name, symbol, coingeckoId, scope, status, since, note, aliases } = project
      const shares = membershipShares(project)
      const memberships = project.memberships.map((membership, at) => ({
        ...membership,
        share: shares[at] ?? 1,
      }))
      return { slug, name, symbol, coingeckoId, scope, status, since, note, aliases, memberships }
    }),
  }))
}
