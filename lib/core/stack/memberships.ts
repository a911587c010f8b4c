import type { Stack, StackMembership, StackProject } from '#lib/core/stack/stack'

/** Where the project's row stands; the schema allows exactly one. */
export function primaryMembership(project: StackProject): StackMembership {
  const primary = project.memberships.find((membership) => membership.primary)
  if (!primary) throw new Error(`${project.slug} has no primary membership`)
  return primary
}

/** Share of the project that each membership counts with in additive figures, in file order; sums to 1. */
export function membershipShares(project: StackProject): number[] {
  const { memberships } = project
  return memberships.map(({ share }) => share ?? 1 / memberships.length)
}

/** CoinGecko ids that one market request asks for: all projects that have one, then the benchmarks, each once. */
export function listedCoins(stack: Stack): string[] {
  const mapped = stack.projects.flatMap(({ coingeckoId }) => (coingeckoId === null ? [] : [coingeckoId]))
  return [...new Set([...mapped, ...stack.benchmarks.map(({ coingeckoId }) => coingeckoId)])]
}
