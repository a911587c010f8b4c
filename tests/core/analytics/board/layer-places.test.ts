import { describe, expect, it } from 'vitest'
import { boardTokens } from '#lib/core/analytics/board/board-token'
import { layerCategories } from '#lib/core/analytics/board/layer-categories'
import { layerConstituents } from '#lib/core/analytics/board/layer-constituents'
import { layerProjects } from '#lib/core/analytics/board/layer-projects'
import type { LayerRisk } from '#lib/core/analytics/board/layer-risk'
import type { Stack } from '#lib/core/stack/stack'
import { boardFixture, coin, NOW, stackFixture } from '../../../helpers/board-fixture.ts'

const NO_RISK: LayerRisk = {
  riskShares: new Map([['one', 0.75]]),
  diversificationRatio: null,
  absorptionRatio: null,
  averageCorrelation: null,
  cohesion: { value: null, pValue: null, n: 0, tokens: 0, poolSize: 0, reason: 'too-short' },
}
const LATER = new Date(NOW + 864e5).toISOString().slice(0, 10)

const base = stackFixture(
  [
    { id: 'one' },
    { id: 'two', layers: ['upper', 'lower'] },
    { id: 'far', scope: 'adjacent' },
    { id: 'old', status: 'legacy' },
    { id: 'gone', status: 'inactive' },
    { id: 'soon', status: 'pre-launch' },
    { id: 'ethereum' },
    { id: 'young', since: LATER },
    { id: 'none', status: 'no-token' },
    { id: 'elsewhere', layers: ['upper'], status: 'legacy' },
  ],
  ['ethereum'],
)
const stack: Stack = {
  ...base,
  layers: base.layers.map((layer) => ({
    ...layer,
    categories: [...layer.categories, { id: 'empty', name: 'Empty' }],
  })),
  projects: base.projects.map((project) =>
    project.slug === 'none' ? { ...project, coingeckoId: null, symbol: null } : project,
  ),
}
const input = boardFixture(stack, [coin('one', 100, 0.1), coin('two', 100, null)])
const [layer] = stack.layers as [Stack['layers'][number]]
const members = boardTokens(input).filter(
  ({ constituent, mapped }) =>
    constituent && mapped.project?.memberships.some((one) => one.layer === 'lower'),
)
const shares = [{ id: 'two', weight: 0.4, return: -0.2, contribution: -0.08 }]

describe('layerConstituents', () => {
  const constituents = layerConstituents('lower', members, shares, NO_RISK)

  it('puts the basket first, then the tokens outside it without numbers', () => {
    expect(constituents.map(({ id, weight }) => [id, weight])).toEqual([
      ['two', 0.4],
      ['one', null],
    ])
  })

  it('says where each stands, with what share, where else, and since when', () => {
    expect(constituents).toMatchObject([
      { category: 'any', share: 0.5, alsoIn: ['upper'], since: '2024-12-29', riskShare: null },
      { category: 'any', share: 1, alsoIn: [], riskShare: 0.75 },
    ])
  })

  it('sums over its categories, and leaves an empty category unknown', () => {
    expect(layerCategories(layer, constituents)).toEqual([
      { id: 'any', name: 'Any', tokens: ['two', 'one'], weight: 0.4, contribution: -0.08 },
      { id: 'empty', name: 'Empty', tokens: [], weight: null, contribution: null },
    ])
  })
})

describe('layerCategories', () => {
  it('does not make a 0 of tokens whose weight nobody knows', () => {
    const outside = layerConstituents('lower', members, [], NO_RISK)
    expect(layerCategories(layer, outside)[0]).toMatchObject({
      tokens: ['one', 'two'],
      weight: null,
      contribution: null,
    })
  })
})

describe('layerProjects', () => {
  it('names every project outside the figures, and why', () => {
    expect(layerProjects('lower', input).map(({ slug, outside }) => [slug, outside])).toEqual([
      ['far', 'adjacent'],
      ['old', 'legacy'],
      ['gone', 'inactive'],
      ['soon', 'pre-launch'],
      ['ethereum', 'benchmark'],
      ['young', 'not-listed-yet'],
      ['none', 'no-token'],
    ])
  })

  it('takes an adjacent project in with the wider scope', () => {
    const all = layerProjects('lower', { ...input, scope: 'all' })
    expect(all.map(({ slug }) => slug)).not.toContain('far')
  })

  it('cites the source by its title', () => {
    expect(layerProjects('lower', input)[0]).toMatchObject({ reason: 'test', source: 'Guide', id: 'far' })
  })
})
