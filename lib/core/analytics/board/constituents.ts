import type { Scope } from '#lib/core/contract/vocabulary'
import type { Stack, StackProject } from '#lib/core/stack/stack'

export const SECTOR = 'sector'

export type Listing = 'active' | 'legacy' | 'inactive' | 'pre-launch' | 'benchmark'

/** One mapped token and what the mapping says about it. */
export interface MappedToken {
  id: string
  symbol: string
  name: string
  listing: Listing
  project: StackProject | null
}

/** Every mapped coin once: projects with a token, then benchmarks that are no project. */
export function mappedTokens(stack: Stack): MappedToken[] {
  const benchmarks = new Set(stack.benchmarks.map((benchmark) => benchmark.coingeckoId))
  const projects = stack.projects.flatMap((project): MappedToken[] => {
    if (project.coingeckoId === null || project.status === 'no-token') return []
    const id = project.coingeckoId
    const listing = benchmarks.has(id) ? 'benchmark' : project.status
    return [{ id, symbol: project.symbol ?? '', name: project.name, listing, project }]
  })
  const seen = new Set(projects.map((token) => token.id))
  const others = stack.benchmarks
    .filter((benchmark) => !seen.has(benchmark.coingeckoId))
    .map(({ coingeckoId, symbol, name }): MappedToken => {
      return { id: coingeckoId, symbol, name, listing: 'benchmark', project: null }
    })
  return [...projects, ...others]
}

/** Whether a token takes part in the figures of a view: active, listed by `now`, in scope, not a benchmark. */
export function isConstituent(token: MappedToken, scope: Scope, now: number): boolean {
  const { project, listing } = token
  if (listing !== 'active' || project === null) return false
  if (scope === 'core' && project.scope !== 'core') return false
  return project.since === null || Date.parse(project.since) <= now
}

/** Ids of a layer's (or the sector's) constituents, each once, in mapping order. */
export function constituentIds(stack: Stack, entity: string, scope: Scope, now: number): string[] {
  return mappedTokens(stack)
    .filter((token) => isConstituent(token, scope, now))
    .filter(
      ({ project }) =>
        entity === SECTOR || project?.memberships.some((membership) => membership.layer === entity),
    )
    .map((token) => token.id)
}
