import { describe, expect, it } from 'vitest'
import type { LayerFigures, Snapshot, TokenFigures } from '#lib/core/contract/snapshot'
import { textBrief } from '#lib/core/format/briefs/text-brief'
import { layerFixture, NO_LAYER_RETURNS } from '../../../helpers/layer-fixture.ts'

interface Layer {
  name: string
  rank: number
  change: number | null
  coverage?: number
  top?: [string, number][]
}

function layer({ name, rank, change, coverage = 1, top = [] }: Layer): LayerFigures {
  const id = name.toLowerCase()
  const { topContributions } = layerFixture({ id })
  return layerFixture({
    id,
    name,
    rank,
    returns: { ...NO_LAYER_RETURNS, '24h': change },
    returnsCoverage: { ...NO_LAYER_RETURNS, '24h': coverage },
    topContributions: { ...topContributions, '24h': top.map(([id, value]) => ({ id, value })) },
  })
}

function token(id: string, name: string): TokenFigures {
  return { id, name } as TokenFigures
}

function snapshot(layers: LayerFigures[], sector: Partial<LayerFigures> = {}): Snapshot {
  const tokens = [token('bittensor', 'Bittensor'), token('fetch-ai', 'Artificial Superintelligence Alliance')]
  return { layers, sector: layerFixture({ id: 'sector', rank: 0, ...sector }), tokens } as Snapshot
}

const INFRASTRUCTURE = layer({
  name: 'Infrastructure',
  rank: 1,
  change: 0.021,
  top: [
    ['fetch-ai', -0.03],
    ['bittensor', 0.019],
  ],
})
const MARKETPLACES = layer({ name: 'Marketplaces', rank: 3, change: 0.001 })
const APPLICATIONS = layer({ name: 'Applications', rank: 4, change: -0.0184, top: [['fetch-ai', -0.009]] })

describe('textBrief', () => {
  it('names the first and the last layer with the token that pushed each the way it went', () => {
    const [sentence] = textBrief(snapshot([INFRASTRUCTURE, MARKETPLACES, APPLICATIONS]), '24h')
    expect(sentence).toBe(
      'Infrastructure leads over 24 hours at +2.10\u00a0%, carried by Bittensor (+1.90\u00a0pp); ' +
        'Applications is last at \u22121.84\u00a0%, held back by Artificial Superintelligence Alliance (\u22120.90\u00a0pp).',
    )
  })

  it('does not say that a falling layer leads', () => {
    const [sentence] = textBrief(
      snapshot([APPLICATIONS, layer({ name: 'Middleware', rank: 2, change: -0.05 })]),
      '24h',
    )
    expect(sentence).toMatch(/^Applications holds up best over 24 hours at \u22121\.84/)
  })

  it('leaves layers with an unknown return out of the ranking', () => {
    const unknown = layer({ name: 'Middleware', rank: 2, change: null })
    expect(textBrief(snapshot([unknown, APPLICATIONS, INFRASTRUCTURE]), '24h')[0]).not.toContain('Middleware')
    expect(textBrief(snapshot([unknown, APPLICATIONS]), '24h')[0]).toBe(
      "Applications stands at \u22121.84\u00a0% over 24 hours; no other layer's return is known.",
    )
  })

  it('says so when no return is known, and prints no number', () => {
    const brief = textBrief(snapshot([INFRASTRUCTURE, APPLICATIONS]), '1y')
    expect(brief).toEqual(["No layer's return over one year is known yet."])
  })

  it('does not rank layers whose printed returns are equal', () => {
    const brief = textBrief(
      snapshot([MARKETPLACES, layer({ name: 'Middleware', rank: 2, change: 0.00101 })]),
      '24h',
    )
    expect(brief[0]).toBe('Every layer stands at +0.10\u00a0% over 24 hours.')
  })

  it('marks a return on thin coverage as provisional', () => {
    const thin = layer({ name: 'Middleware', rank: 2, change: 0.3, coverage: 0.87 })
    expect(textBrief(snapshot([thin, APPLICATIONS]), '24h')[0]).toContain('at +30.00\u00a0% (provisional)')
  })

  it('gives the sector with its breadth, always that of 24 hours', () => {
    const sector = {
      returns: { ...NO_LAYER_RETURNS, '24h': -0.0042, '7d': 0.03 },
      breadth24h: { up: 1, down: 14, unchanged: 2, unknown: 3 },
    }
    expect(textBrief(snapshot([], sector), '24h')[1]).toBe(
      'The sector as a whole is at \u22120.42\u00a0%; 1 token rose and 14 fell.',
    )
    expect(textBrief(snapshot([], sector), '7d')[1]).toBe(
      'The sector as a whole is at +3.00\u00a0%; over 24 hours 1 token rose and 14 fell.',
    )
  })

  it('gives the volatility with its percentile only where that is known', () => {
    const volatility30d = { value: 0.713, n: 30, percentile: 0.64, reason: null }
    expect(textBrief(snapshot([], { volatility30d }), '24h').at(-1)).toBe(
      "The sector's 30-day volatility is 71.3\u00a0% a year, the 64th pct of its own year.",
    )
    expect(
      textBrief(snapshot([], { volatility30d: { ...volatility30d, percentile: null } }), '24h').at(-1),
    ).toBe("The sector's 30-day volatility is 71.3\u00a0% a year.")
  })

  it('gives the same words whatever the order of the layers', () => {
    const layers = [INFRASTRUCTURE, MARKETPLACES, APPLICATIONS]
    expect(textBrief(snapshot(layers.toReversed()), '24h')).toEqual(textBrief(snapshot(layers), '24h'))
  })
})
