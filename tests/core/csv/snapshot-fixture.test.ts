import { describe, expect, it } from 'vitest'
import { Snapshot } from '#lib/core/contract/snapshot'
import { snapshotFixture } from '../../helpers/snapshot-fixture.ts'

describe('the snapshot fixture', () => {
  it('keeps the contract', () => {
    expect(Snapshot.parse(snapshotFixture())).toEqual(snapshotFixture())
  })

  it('has layer returns that are the sum of their contributions', () => {
    for (const { returns, spread24h, contributions24h } of snapshotFixture().layers) {
      expect(contributions24h.reduce((sum, { value }) => sum + value, 0)).toBe(returns['24h'])
      expect(spread24h.capped).toBe(returns['24h'])
    }
  })

  it('covers the states a view has to handle', () => {
    const { tokens } = snapshotFixture()
    expect(tokens.map(({ state }) => state)).toEqual(expect.arrayContaining(['fresh', 'stale', 'missing']))
    expect(tokens.map(({ listing }) => listing)).toEqual(
      expect.arrayContaining(['active', 'legacy', 'benchmark']),
    )
    expect(tokens.some(({ alsoIn }) => alsoIn.length > 0)).toBe(true)
  })

  it('shares nothing between two calls', () => {
    const changed = snapshotFixture()
    for (const token of changed.tokens) token.returns['24h'] = 9
    for (const layer of changed.layers) layer.returns['7d'] = 9
    expect(snapshotFixture().tokens.some((token) => token.returns['24h'] === 9)).toBe(false)
    expect(snapshotFixture().layers.some((layer) => layer.returns['7d'] === 9)).toBe(false)
  })
})
