import { describe, expect, it } from 'vitest'
import { listedCoins, membershipShares, primaryMembership } from '#lib/core/stack/memberships'
import type { Stack, StackMembership, StackProject } from '#lib/core/stack/stack'

function membership(layer: string, extra: Partial<StackMembership> = {}): StackMembership {
  return { layer, category: 'data', primary: false, reason: 'a reason', source: 'guide', ...extra }
}

function project(slug: string, extra: Partial<StackProject> = {}): StackProject {
  return {
    slug,
    name: slug,
    symbol: 'X',
    coingeckoId: slug,
    scope: 'core',
    status: 'active',
    since: null,
    note: null,
    guide: false,
    aliases: [],
    memberships: [membership('middleware', { primary: true })],
    ...extra,
  }
}

function stackOf(projects: StackProject[], benchmarks: string[]): Stack {
  return {
    schemaVersion: 1,
    version: '2026-11-22',
    sources: [],
    layers: [],
    benchmarks: benchmarks.map((coingeckoId) => ({ coingeckoId, symbol: 'B', name: 'Benchmark' })),
    projects,
  }
}

describe(primaryMembership.name, () => {
  it('finds the primary place wherever it stands in the file', () => {
    const memberships = [membership('middleware'), membership('marketplaces', { primary: true })]
    expect(primaryMembership(project('gensyn', { memberships })).layer).toBe('marketplaces')
  })

  it('refuses a project that the schema would have refused', () => {
    const broken = project('broken', { memberships: [membership('middleware')] })
    expect(() => primaryMembership(broken)).toThrow('broken has no primary membership')
  })
})

describe(membershipShares.name, () => {
  it('splits evenly where the mapping says nothing', () => {
    expect(membershipShares(project('one'))).toEqual([1])
    const three = [
      membership('infrastructure', { primary: true }),
      membership('middleware'),
      membership('marketplaces'),
    ]
    expect(membershipShares(project('three', { memberships: three }))).toEqual([1 / 3, 1 / 3, 1 / 3])
  })

  it('takes the curated shares in the order of the file', () => {
    const memberships = [
      membership('middleware', { share: 0.25 }),
      membership('marketplaces', { primary: true, share: 0.75 }),
    ]
    expect(membershipShares(project('two', { memberships }))).toEqual([0.25, 0.75])
  })
})

describe(listedCoins.name, () => {
  it('keeps file order, leaves out projects without a token and names a benchmark on the map once', () => {
    const projects = [
      project('zama'),
      project('vast-ai', { coingeckoId: null, symbol: null, status: 'no-token' }),
      project('ethereum'),
      project('sonm', { status: 'inactive' }),
    ]
    expect(listedCoins(stackOf(projects, ['bitcoin', 'ethereum']))).toEqual([
      'zama',
      'ethereum',
      'sonm',
      'bitcoin',
    ])
  })
})
