import { describe, expect, it } from 'vitest'
import {
  layerPreview,
  overviewPreview,
  stackPreview,
  volatilityPreview,
} from '#lib/core/preview/board-previews'
import { methodologyPreview } from '#lib/core/preview/still-previews'
import { tokenPreview } from '#lib/core/preview/token-preview'
import { snapshotFixture } from '../../helpers/snapshot-fixture.ts'

const SNAPSHOT = snapshotFixture()

describe('link previews', () => {
  it('of the Overview have every layer, top of the stack first, with the returns of the board', () => {
    const { figures, lead } = overviewPreview(SNAPSHOT)
    const fromTop = SNAPSHOT.layers.toSorted((a, b) => b.rank - a.rank)
    expect(figures.map(({ label }) => label)).toEqual(fromTop.map(({ name }) => name))
    expect(lead?.label).toBe('Sector, 24 h')
  })

  it('of a token have its price, its returns with their way, and its volatility', () => {
    const preview = tokenPreview(SNAPSHOT, 'bittensor')
    expect(preview?.title).toBe('Bittensor TAO')
    expect(preview?.lead?.text).toBe('$343.58')
    expect(preview?.figures.map(({ label, text, way }) => [label, text, way])).toEqual([
      ['24 h', '+2.71\u00a0%', 'up'],
      ['7 d', '+39.10\u00a0%', 'up'],
      ['30 d', '—', 'unknown'],
      ['Volatility 30 d, annualised', '88.2\u00a0%', null],
      ['Market cap', '$2.97B', null],
    ])
  })

  it('say of what is not known that it is not known, never 0', () => {
    const akash = tokenPreview(SNAPSHOT, 'akash-network')
    expect(akash?.figures.find(({ label }) => label === '30 d')?.text).toBe('—')
  })

  it('are nothing for what is not on the board', () => {
    expect(tokenPreview(SNAPSHOT, 'dogecoin')).toBeNull()
    expect(layerPreview(SNAPSHOT, 'nowhere')).toBeNull()
  })

  it('of a layer name what moved it', () => {
    const layer = SNAPSHOT.layers[0]
    const preview = layerPreview(SNAPSHOT, layer?.id ?? '')
    expect(preview?.title).toBe(layer?.name)
    expect(preview?.headline).toContain('over 24 h')
  })

  it('of every screen fit five lines', () => {
    const families = Array.from({ length: 7 }, (_, at) => ({ name: `Family ${at}`, metrics: [1, 2] }))
    for (const { figures } of [
      overviewPreview(SNAPSHOT),
      volatilityPreview(SNAPSHOT),
      stackPreview(SNAPSHOT),
      methodologyPreview(families),
    ])
      expect(figures.length).toBeLessThanOrEqual(5)
  })
})
