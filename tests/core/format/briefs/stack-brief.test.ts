import { describe, expect, it } from 'vitest'
import { stackMap } from '#lib/core/chart/stack/stack-map'
import type { Snapshot } from '#lib/core/contract/snapshot'
import { stackBrief, whatIfWords } from '#lib/core/format/briefs/stack-brief'
import { STACK_VIEW, stackSnapshot } from '../../../helpers/stack-board.ts'

const briefOf = (snapshot: Snapshot) => stackBrief(stackMap(STACK_VIEW, snapshot), snapshot, '24h').join(' ')

describe(stackBrief.name, () => {
  it('counts the map and names the ends', () => {
    const text = briefOf(stackSnapshot())
    expect(text).toContain('The map holds 68 projects in 4 layers and 19 categories')
    expect(text).toContain('4 have no token')
    expect(text).toMatch(
      /\(\+\d.\d\d\s%\) has the largest return of the tokens that count, Gensyn \(\+0.10\s%\)/,
    )
    expect(text).not.toContain('what-if')
  })

  it('says what a what-if changes, from the figures compared on the server', () => {
    const snapshot = stackSnapshot()
    const same = { shipped: 0.01, difference: 0 }
    const unchanged = {
      '1h': same,
      '24h': same,
      '7d': same,
      '14d': same,
      '30d': same,
      '90d': same,
      '1y': same,
    }
    const figure = { tokenCount: same, marketCap: same, share: same, volatility30d: same }
    const moves = [{ id: 'golem', from: ['middleware'], to: 'marketplaces' }]
    const text = briefOf({
      ...snapshot,
      mapping: { ...snapshot.mapping, moves },
      layers: snapshot.layers.map((layer) => ({ ...layer, returns: { ...layer.returns, '24h': 0.03 } })),
      comparison: snapshot.layers.map(({ id }) => ({
        ...figure,
        id,
        returns: { ...unchanged, '24h': { shipped: 0.01, difference: id === 'middleware' ? 0.02 : 0 } },
      })),
    })
    expect(text).toContain('This is a what-if, not the shipped mapping: 1 project moved.')
    expect(text).toMatch(/It takes Middleware from \+1.00\s% to \+3.00\s% \(\+2.00\spp\)\.$/)
  })
})

describe(whatIfWords.name, () => {
  const words = (...targets: (string | null)[]) =>
    whatIfWords({
      mapping: {
        version: '',
        sha256: '',
        moves: targets.map((to, at) => ({ id: `t${at}`, from: ['middleware'], to })),
      },
    })

  it('counts moves and drops apart', () => {
    expect(words('marketplaces')).toBe('1 project moved')
    expect(words('marketplaces', 'applications', null)).toBe('2 projects moved, 1 dropped')
    expect(words(null, null)).toBe('2 projects dropped')
  })
})
