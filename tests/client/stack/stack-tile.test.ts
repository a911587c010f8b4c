import { describe, expect, it } from 'vitest'
import { mapTitle, tileFigure, tileGround, tileName } from '#lib/client/stack/stack-tile'
import { type MapTile, stackMap } from '#lib/core/chart/stack/stack-map'
import { STACK_VIEW, stackSnapshot } from '../../helpers/stack-board.ts'
import { NO_TOKEN_RETURNS } from '../../helpers/token-fixture.ts'

const tiles = stackMap(STACK_VIEW, stackSnapshot()).layers.flatMap(({ categories }) =>
  categories.flatMap((category) => category.tiles),
)
const tileOf = (slug: string, change: Partial<NonNullable<MapTile['token']>> = {}): MapTile => {
  const tile = tiles.find(({ project }) => project.slug === slug)
  if (!tile) throw new Error(slug)
  return { ...tile, token: tile.token && { ...tile.token, ...change } }
}
const returning = (value: number | null) =>
  tileOf('bittensor', { returns: { ...NO_TOKEN_RETURNS, '24h': value } })

describe(tileName.name, () => {
  it('is the name tests and screen readers rely on, with plain spaces', () => {
    expect(tileName(returning(0.0271), '24h')).toBe('Bittensor, TAO, +2.71 % in 24 h')
    expect(tileName(returning(-0.5), '24h')).toBe('Bittensor, TAO, \u221250.00 % in 24 h')
    expect(tileName(returning(null), '24h')).toBe('Bittensor, TAO, return unknown in 24 h')
    expect(tileName(tileOf('together-ai'), '24h')).toBe('Together.ai, no token')
    expect(tileName({ ...tileOf('golem'), part: 'dropped', token: null }, '24h')).toBe('Golem, GLM, dropped')
    expect(tileName(tileOf('sonm'), '24h')).toBe('Sonm, SNM, return unknown in 24 h')
  })
})

describe(tileGround.name, () => {
  it('is a step of a fixed symmetric scale, hatched when unknown', () => {
    expect(tileGround(returning(0.08), 'return', '24h')).toBe('heat5')
    expect(tileGround(returning(-0.08), 'return', '24h')).toBe('heat-5')
    expect(tileGround(returning(0), 'return', '24h')).toBe('heat0')
    expect(tileGround(returning(null), 'return', '24h')).toBe('heat-unknown')
  })

  it('steps volatility and age by fixed bounds', () => {
    const volatile = (value: number | null) =>
      tileGround(
        tileOf('golem', { volatility: { '7d': null, '30d': value, '90d': null, '7dHourly': null } }),
        'volatility',
        '24h',
      )
    expect([0.49, 0.5, 1, 1.5, null].map(volatile)).toEqual([
      'ink-0',
      'ink-1',
      'ink-3',
      'ink-5',
      'heat-unknown',
    ])
    const aged = (ageSeconds: number | null) =>
      tileGround(tileOf('golem', { ageSeconds }), 'freshness', '24h')
    expect([0, 300, 3600, 86_400, null].map(aged)).toEqual([
      'age-0',
      'age-1',
      'age-3',
      'age-4',
      'heat-unknown',
    ])
    expect(tileGround(tileOf('together-ai'), 'freshness', '24h')).toBe('ground-none')
  })
})

describe(tileFigure.name, () => {
  it('is the figure the tile is coloured by', () => {
    expect(tileFigure(tileOf('golem', { ageSeconds: 74 }), 'freshness', '24h')).toBe('1 min')
    expect(tileFigure(tileOf('golem'), 'volatility', '24h')).toBe('—')
    expect(tileFigure(tileOf('together-ai'), 'volatility', '24h')).toBe('no token')
  })
})

describe(mapTitle.name, () => {
  it('names subject, unit and a what-if', () => {
    const view = { colour: 'return', range: '7d' } as const
    expect(mapTitle(view, '2026-11-22')).toBe('The AI crypto stack: 7 d return, %')
    expect(mapTitle(view, '2026-11-22+whatif.0a1b2c3d')).toContain('(what-if 0a1b2c3d)')
  })
})
