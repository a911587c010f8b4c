import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Snapshot, TokenFigures } from '#lib/core/contract/snapshot'
import type { StackView } from '#lib/core/contract/stack-view'
import { membershipShares } from '#lib/core/stack/memberships'
import { parseStack } from '#lib/core/stack/parse-stack'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { layerFixture } from './layer-fixture.ts'
import { snapshotFixture } from './snapshot-fixture.ts'
import { NO_TOKEN_RETURNS, tokenFixture } from './token-fixture.ts'

const parsed = parseStack(readFileSync(join(PROJECT_ROOT, 'data', 'stack.json'), 'utf8'), 'stack.json')
if (!parsed.ok) throw new Error('the shipped mapping is not well formed')
const { stack } = parsed

/** The shipped mapping as `/api/stack` answers it. */
export const STACK_VIEW: StackView = {
  ...stack,
  sha256: 'a'.repeat(64),
  moves: [],
  dropped: [],
  sources: stack.sources.map((source) => ({ ...source, note: source.note ?? null })),
  projects: stack.projects.map((project) => ({
    ...project,
    website: project.website ?? null,
    memberships: project.memberships.map((membership, at) => ({
      ...membership,
      share: membershipShares(project)[at] ?? 1,
    })),
  })),
}

/** A made-up board of the shipped mapping: the nth project is worth n million and has returned n tenths of a percent. */
export function stackSnapshot(overrides: Partial<Snapshot> = {}): Snapshot {
  const tokens = stack.projects.flatMap((project, at): TokenFigures[] => {
    const { coingeckoId, name, symbol, status, scope } = project
    if (coingeckoId === null || status === 'no-token') return []
    const isBenchmark = stack.benchmarks.some((benchmark) => benchmark.coingeckoId === coingeckoId)
    return [
      tokenFixture({
        id: coingeckoId,
        name,
        symbol: symbol ?? '',
        scope,
        listing: isBenchmark ? 'benchmark' : status,
        marketCap: status === 'inactive' ? null : (at + 1) * 1_000_000,
        volume24h: status === 'inactive' ? null : (stack.projects.length - at) * 1000,
        returns: { ...NO_TOKEN_RETURNS, '24h': status === 'inactive' ? null : (at + 1) / 1000 },
      }),
    ]
  })
  return snapshotFixture({
    layers: stack.layers.map(({ id, name, rank }) => layerFixture({ id, name, rank })),
    tokens,
    ...overrides,
  })
}
