import { describe, expect, it } from 'vitest'
import { layerBrief } from '#lib/core/format/briefs/layer-brief'
import { constituentFixture, layerDetailFixture } from '../../../helpers/layer-detail-fixture.ts'

/** No-break spaces stand between number and unit. */
const plain = (sentences: readonly string[]) =>
  sentences.map((sentence) => sentence.replaceAll('\u00a0', ' '))

const RENDER = constituentFixture({ id: 'render-token', name: 'Render', contribution: -0.0121 })
const TAO = constituentFixture({ id: 'bittensor', name: 'Bittensor', contribution: 0.0081 })

describe('layerBrief', () => {
  it('says what moved, how far the weights matter, how risky it is and whether it holds together', () => {
    const detail = layerDetailFixture({
      contributionSum: -0.0165,
      coverage: 1,
      constituents: [RENDER, TAO],
      breadth: { up: 4, down: 12, unchanged: 0, unknown: 1 },
      spread: { capped: -0.0165, cap: -0.011, sqrt: -0.02, equal: -0.0261, median: -0.0199 },
      volatility: {
        value: 1.132,
        n: 30,
        percentile: 0.64,
        standardError: 0.18,
        low: 0.778,
        high: 1.486,
        reason: null,
      },
      cohesion: { value: 0.21, pValue: 0.0104, n: 175, tokens: 9, reason: null },
    })
    expect(plain(layerBrief(detail))).toEqual([
      'Middleware is at −1.65 % over 24 hours, held back by Render (−1.21 pp) against Bittensor (+0.81 pp).',
      '4 tokens rose, 12 fell.',
      'These are capped weights; the four choices lie between −2.61 % (equal) and −1.10 % (market-cap), and the median token is at −1.99 %.',
      'Its 30-day volatility is 113.2 % a year (95 % band 77.8 % to 148.6 %, n = 30 days), the 64th pct of its own year.',
      'Its tokens move together more than random groups would (residual correlation 0.21, p = 0.01, n = 175 days, 9 tokens).',
    ])
  })

  it('names nobody against a move in which everybody went along, and marks a partial one', () => {
    const detail = layerDetailFixture({
      contributionSum: 0.0081,
      coverage: 0.7,
      constituents: [TAO],
      range: '7d',
    })
    expect(plain(layerBrief(detail))[0]).toBe(
      'Middleware is at +0.81 % (provisional) over 7 days, carried by Bittensor (+0.81 pp).',
    )
  })

  it('says what is not known instead of a number', () => {
    expect(layerBrief(layerDetailFixture({ range: '1y' }))).toEqual([
      'The return of Middleware over one year is not known.',
      'Whether its tokens move together is not known: daily history of 0 of at least 3 tokens.',
    ])
  })

  it('does not make a spread of four equal figures', () => {
    const spread = { capped: 0.01, cap: 0.01, sqrt: 0.01, equal: 0.01, median: 0.01 }
    expect(plain(layerBrief(layerDetailFixture({ spread, contributionSum: 0.01 })))[1]).toBe(
      'These are capped weights; every other choice gives the same, and the median token is at +1.00 %.',
    )
  })

  it('does not invent a place in the year', () => {
    const volatility = { ...layerDetailFixture().volatility, value: 0.5, n: 30, reason: null }
    expect(plain(layerBrief(layerDetailFixture({ volatility })))[1]).toBe(
      'Its 30-day volatility is 50.0 % a year; there are too few days for its place in its own year.',
    )
  })
})
